import type { Measurement } from '@safelight/core';
import { metricAt } from '@safelight/measure';
import { figureText, strongestChanges } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

/** The strongest measured changes, right under the picture that shows them. */
export function proofSection(before: Measurement, after: Measurement, words: Words): Html | null {
  const changes = strongestChanges(before, after);
  if (changes.length === 0) return null;
  const tiles = changes.map(({ path, label }) => {
    const from = metricAt(before, path);
    const to = metricAt(after, path);
    return html`<div>
      <dt>${words[label]}</dt>
      <dd>
        <span class="soft">${figureText(path, from)}</span>
        <span aria-hidden="true">→</span> <strong>${figureText(path, to)}</strong>
      </dd>
    </div>`;
  });
  return html`<dl class="proof">${tiles}</dl>`;
}
