import type { Measurement } from '@safelight/core';
import { metricAt } from '@safelight/measure';
import { figures, figureText } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

/** The figures of original and edit beside each other: the proof of what was claimed. */
export function figuresTable(before: Measurement, after: Measurement, words: Words): Html {
  const lines = figures.map(({ path, label, noticeable }) => {
    const from = metricAt(before, path);
    const to = metricAt(after, path);
    const moved = Math.abs(to - from) >= noticeable / 4;
    const arrow = !moved ? '' : to > from ? '▲' : '▼';
    return html`<tr class="${moved ? '' : 'still'}">
      <th scope="row">${words[label]}</th>
      <td class="number">${figureText(path, from)}</td>
      <td class="number">${figureText(path, to)}</td>
      <td class="number">
        ${figureText(path, to - from, true)} <span class="arrow" aria-hidden="true">${arrow}</span>
      </td>
    </tr>`;
  });
  return html`<table class="figures">
      <thead>
        <tr>
          <th scope="col">${words.figure}</th>
          <th scope="col" class="number">${words.before}</th>
          <th scope="col" class="number">${words.after}</th>
          <th scope="col" class="number">${words.change}</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
    <p class="note">${words.scale}</p>`;
}
