/** Warm greys like the light of a darkroom, and one accent; follows the reader's choice of light or dark. */
export const docsStyle = `
:root { --paper: #fbfaf7; --panel: #f3f1ec; --line: #e2ded5; --ink: #26231f; --soft: #6d675e; --accent: #b4491f; --code: #f0ede6;
  --get: #2f6f4f; --post: #8a4b12; --put: #6b4c9a; --patch: #6b4c9a; --delete: #a3262b }
@media (prefers-color-scheme: dark) { :root { --paper: #191817; --panel: #201f1d; --line: #34312d; --ink: #e4dfd7; --soft: #a29a8f;
  --accent: #f2955f; --code: #262421; --get: #7cc7a0; --post: #f0b37a; --put: #bda4e6; --patch: #bda4e6; --delete: #f0898d } }
* { box-sizing: border-box }
html { scroll-padding-top: 1.5rem; scroll-behavior: smooth }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; font: 15px/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper);
  display: grid; grid-template-columns: 17rem minmax(0, 1fr) }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
code, pre { font: 13px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 3rem 1.5rem; background: var(--panel);
  border-right: 1px solid var(--line) }
nav h1 { font-size: 1.15rem; margin: 0 0 .75rem } nav h1 a { color: inherit }
nav input { width: 100%; padding: .4rem .6rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px } nav input:focus { outline: 2px solid var(--accent); outline-offset: -1px }
nav h2 { font-size: .72rem; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 1.2rem 0 .25rem }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: flex; gap: .5rem; align-items: baseline; padding: .12rem 0; color: var(--ink); font-size: .87rem }
nav li a.here { color: var(--accent) }
nav .verb { flex: 0 0 2.7rem; font-size: .62rem; text-align: right }
nav li a span:last-child { overflow-wrap: anywhere }
main { padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 6rem; max-width: 78rem }
main > header { max-width: 46rem } main h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem }
main > section > h2 { font-size: 1.35rem; margin: 3.5rem 0 0; padding-bottom: .4rem; border-bottom: 1px solid var(--line) }
main > header h2 { font-size: 1.05rem; margin: 1.8rem 0 .3rem }
article { padding: 1.6rem 0; border-bottom: 1px solid var(--line) }
article h3 { font-size: 1rem; margin: 0; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap }
.path { font-size: .95rem; font-weight: 600; overflow-wrap: anywhere } .hole { color: var(--accent) }
.verb { font: 700 .72rem/1 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .03em }
.get { color: var(--get) } .post { color: var(--post) } .put { color: var(--put) } .patch { color: var(--patch) } .delete { color: var(--delete) }
.scope { margin-left: auto; font-size: .72rem; color: var(--soft); border: 1px solid var(--line); border-radius: 99px; padding: 0 .6rem }
.summary { margin: .35rem 0 .5rem } article > p { max-width: 46rem }
.split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); gap: 2rem; align-items: start }
h4 { font-size: .78rem; color: var(--soft); margin: 1rem 0 .2rem; font-weight: 600 }
.fields { margin: 0 } .field { padding: .3rem 0; border-top: 1px solid var(--line) } .field:first-child { border-top: 0 }
dt { display: flex; gap: .5rem; align-items: baseline; flex-wrap: wrap } dt > code { font-weight: 600 }
dd { margin: 0; color: var(--soft); font-size: .9rem } dd code { color: var(--ink) }
.type, .kind, .bound, .media { color: var(--soft); font-size: .8rem } .kind { margin: .2rem 0 }
.need { color: var(--accent); font-size: .75rem } .status { font-weight: 600; font-size: .85rem }
.media { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .75rem; font-weight: 400 }
p code, dd code, td code { background: var(--code); padding: .05rem .3rem; border-radius: 4px }
details { margin: .25rem 0 } summary { cursor: pointer; color: var(--accent); font-size: .8rem }
details > .fields { border-left: 2px solid var(--line); padding-left: .9rem; margin-top: .2rem }
.choices { margin: 0; padding-left: 1rem }
.example { position: sticky; top: 1.5rem; min-width: 0 }
pre { background: var(--code); padding: .9rem 1rem; border-radius: 8px; overflow-x: auto; margin: .5rem 0 }
.copy { position: absolute; right: .5rem; top: .9rem; font: 12px system-ui; color: var(--soft); background: var(--paper);
  border: 1px solid var(--line); border-radius: 5px; padding: .1rem .5rem; cursor: pointer; opacity: 0 }
.example:hover .copy, .copy:focus { opacity: 1 }
table { border-collapse: collapse; font-size: .9rem; margin: .5rem 0 } td { padding: .2rem 1rem .2rem 0; vertical-align: top }
[hidden] { display: none !important }
@media (max-width: 1100px) { .split { grid-template-columns: minmax(0, 1fr) } .example { position: relative; top: 0 } }
@media (max-width: 760px) { body { display: block } nav { position: static; height: auto; max-height: 45vh; border-right: 0;
  border-bottom: 1px solid var(--line) } main { padding-top: 1.5rem } }
`;
