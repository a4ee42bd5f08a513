import type { Measurement } from '@safelight/core';
import { metricAt } from '@safelight/measure';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

const rows: readonly (readonly [label: keyof Words, path: string, kind: 'figure' | 'share'])[] = [
  ['lightness', 'lightness.p50', 'figure'],
  ['shadows', 'lightness.p05', 'figure'],
  ['highlights', 'lightness.p95', 'figure'],
  ['contrast', 'lightness.deviation', 'figure'],
  ['warmth', 'cast.b', 'figure'],
  ['tint', 'cast.a', 'figure'],
  ['chroma', 'chroma.mean', 'figure'],
  ['clippedShadows', 'clipping.shadows', 'share'],
  ['clippedHighlights', 'clipping.highlights', 'share'],
  ['detail', 'detail', 'figure'],
];

function shown(value: number, kind: 'figure' | 'share', signed = false): string {
  const text = kind === 'share' ? `${(value * 100).toFixed(2)} %` : value.toFixed(1);
  return signed && value > 0 ? `+${text}` : text.replace('-', '−');
}

/** The figures of original and edit beside each other: the proof of what was claimed. */
export function figuresTable(before: Measurement, after: Measurement, words: Words): Html {
  const lines = rows.map(([label, path, kind]) => {
    const from = metricAt(before, path);
    const to = metricAt(after, path);
    return html`<tr>
      <td>${words[label]}</td>
      <td class="number">${shown(from, kind)}</td>
      <td class="number">${shown(to, kind)}</td>
      <td class="number">${shown(to - from, kind, true)}</td>
    </tr>`;
  });
  return html`<table class="figures">
      <tr>
        <th>${words.figure}</th>
        <th class="number">${words.before}</th>
        <th class="number">${words.after}</th>
        <th class="number">${words.change}</th>
      </tr>
      ${lines}
    </table>
    <p class="note">${words.scale}</p>`;
}
