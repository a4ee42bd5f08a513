import type { Observation, Step, Trajectory } from '@safelight/core';
import { metricAt } from '@safelight/measure';
import { formatValue } from '../../progress/format.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

type Source = (observation: Observation) => string;

function predictions({ predictions: expected, observation }: Step, words: Words): Html | null {
  if (expected.length === 0) return null;
  const rows = expected.map(
    ({ metric, before, expected: wanted }) =>
      html`<tr>
        <td><code>${metric}</code></td>
        <td class="number">${before.toFixed(1)}</td>
        <td class="number">${wanted.toFixed(1)}</td>
        <td class="number">${metricAt(observation.measurement, metric).toFixed(1)}</td>
      </tr>`,
  );
  return html`<table>
    <tr>
      <th></th>
      <th class="number">${words.from}</th>
      <th class="number">${words.predicted}</th>
      <th class="number">${words.measured}</th>
    </tr>
    ${rows}
  </table>`;
}

function card(step: Step, source: Source, words: Words): Html {
  const { index, thought, calls, observation } = step;
  return html`<article class="sheet">
    <img src="${source(observation)}" alt="${words.step} ${index}" loading="lazy" />
    <div>
      <h3>${words.step} ${index}</h3>
      <p>${thought}</p>
      <ul class="chips">
        ${calls.map(({ tool, value }) => html`<li>${tool} ${formatValue(value)}</li>`)}
      </ul>
      ${observation.problems.map(({ message }) => html`<p class="note">${message}</p>`)} ${predictions(step, words)}
    </div>
  </article>`;
}

/** The steps as a strip of pictures with their reasons, and what was said in the end. */
export function stepsSection({ original, steps, finish }: Trajectory, source: Source, words: Words): Html {
  const notDone = finish?.notDone ?? [];
  return html`<section>
    <h2>${words.steps}</h2>
    <div class="strip" tabindex="0">
      <article class="sheet">
        <img src="${source(original)}" alt="${words.original}" />
        <div><h3>${words.original}</h3></div>
      </article>
      ${steps.map((step) => card(step, source, words))}
    </div>
    ${finish === null ? null : html`<p><strong>${words.finish}.</strong> ${finish.thought}</p>`}
    ${
      notDone.length === 0
        ? null
        : html`<div class="sheet warning">
            <strong>${words.notDone}</strong>
            <ul>
              ${notDone.map((part) => html`<li>${part}</li>`)}
            </ul>
          </div>`
    }
  </section>`;
}
