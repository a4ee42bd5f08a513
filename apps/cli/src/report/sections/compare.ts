import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

/** Before and after: side by side, or under one divider where scripts run. */
export function compareSection(before: string, after: string, words: Words): Html {
  return html`<section class="compare" aria-label="${words.before} / ${words.after}">
    <figure class="after">
      <img src="${after}" alt="${words.after}" />
      <figcaption>${words.after}</figcaption>
    </figure>
    <figure class="before">
      <img src="${before}" alt="${words.before}" />
      <figcaption>${words.before}</figcaption>
    </figure>
    <input type="range" min="0" max="100" step="0.1" value="50" aria-label="${words.compare}" />
  </section>`;
}
