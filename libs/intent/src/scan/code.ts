/** Past this a `{` without its partner is a stray character, not code. */
const codeLengthMax = 2_000;

/**
 * Where code that starts at `at` ends, or null: fenced or quoted code, JSON, mark-up, a call. An instruction is a
 * sentence; what is written in another language is never followed.
 */
export function codeEnd(text: string, at: number): number | null {
  switch (text[at]) {
    case '`': {
      const fence = text.startsWith('```', at) ? '```' : '`';
      const end = text.indexOf(fence, at + fence.length);
      return end === -1 ? null : end + fence.length;
    }
    case '{':
    case '[':
      return structureEnd(text, at);
    case '<':
      return markupEnd(text, at);
    default:
      return null;
  }
}

/** `{"tool": "exposure"}`, `[{…}]`: balanced brackets with a quote, a colon or an equals sign inside. */
function structureEnd(text: string, at: number): number | null {
  let depth = 0;
  const last = Math.min(text.length, at + codeLengthMax);
  for (let index = at; index < last; index += 1) {
    const letter = text[index];
    if (letter === '{' || letter === '[') depth += 1;
    if (letter === '}' || letter === ']') depth -= 1;
    if (depth === 0) return /["':=]/.test(text.slice(at, index)) ? index + 1 : null;
  }
  return null;
}

/** `<b>…</b>`, `<script>…`, `<!-- … -->`: up to the closing tag when there is one, else the tag alone. */
function markupEnd(text: string, at: number): number | null {
  const open = text.indexOf('>', at);
  if (open === -1) return null;
  const name = /^<[!/]?([a-z][a-z0-9]*|--)/.exec(text.slice(at, at + 40))?.[1];
  if (name === undefined) return null;
  const closing = `</${name}>`;
  const close = text.indexOf(closing, open);
  return close === -1 ? open + 1 : close + closing.length;
}
