import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

/** Before and after: side by side, or under one divider where scripts run. `aspect` is width : height of the edit. */
export function compareSection(before: string, after: string, aspect: number, words: Words): Html {
  return html`<section
    class="compare"
    style="--aspect: ${aspect.toFixed(4)}"
    aria-label="${words.before} / ${words.after}"
  >
    <figure class="before">
      <img src="${before}" alt="${words.before}" />
      <figcaption>${words.before}</figcaption>
    </figure>
    <figure class="after">
      <img src="${after}" alt="${words.after}" />
      <figcaption>${words.after}</figcaption>
    </figure>
    <span class="handle" aria-hidden="true"></span>
    <input type="range" min="0" max="100" step="0.1" value="50" aria-label="${words.compare}" />
  </section>`;
}
