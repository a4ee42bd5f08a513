import type { Finish, Observation, Step, ToolCall, Trajectory } from '@safelight/core';
import { metricAt } from '@safelight/measure';
import { figureLabel, figureText } from '../figures.ts';
import { html, type Html } from '../html.ts';
import { callLabel, valueLabel } from '../labels.ts';
import type { Words } from '../words.ts';
import { curve, curveOf } from './curve.ts';

type Source = (observation: Observation) => string;

/** Paths shown under the original, where nothing was predicted yet. */
const openingFigures = ['cast.b', 'lightness.p05', 'lightness.p50', 'clipping.highlights'];

function opening({ measurement }: Observation, words: Words): Html {
  const lines = openingFigures.map(
    (path) =>
      html`<div>
        <dt>${figureLabel(path, words)}</dt>
        <dd><strong>${figureText(path, metricAt(measurement, path))}</strong></dd>
      </div>`,
  );
  return html`<dl class="predictions">${lines}</dl>`;
}

/** What a step meant to move, and what was measured. */
function predictions({ predictions: expected, observation }: Step, words: Words): Html | null {
  if (expected.length === 0) return null;
  const lines = expected.map(
    ({ metric, before, expected: wanted }) =>
      html`<div>
        <dt>${figureLabel(metric, words)}</dt>
        <dd>
          ${figureText(metric, before)} <span aria-hidden="true">→</span>
          <strong title="${words.measured}">${figureText(metric, metricAt(observation.measurement, metric))}</strong>
        </dd>
        <dd class="soft">${words.predicted} ${figureText(metric, wanted)}</dd>
      </div>`,
  );
  return html`<dl class="predictions">${lines}</dl>`;
}

/** A curve is drawn; everything else is written. */
function shownValue({ tool, value }: ToolCall, words: Words): Html {
  const text = valueLabel(tool, value, words);
  const points = curveOf(tool, value);
  return points === undefined ? html`<strong>${text}</strong>` : curve(points, text);
}

/** Longer thoughts show their first lines and open on a click. */
const shortThoughtChars = 240;

function spoken(thought: string): Html {
  if (thought.length <= shortThoughtChars) return html`<p>${thought}</p>`;
  return html`<details class="thought">
    <summary>${thought}</summary>
  </details>`;
}

function card(step: Step, { locale }: Trajectory, source: Source, words: Words): Html {
  const { index, thought, calls, observation } = step;
  const title = words.stepTitle.replace('%', String(index));
  const settings = calls.map(
    (call) => html`<li><span>${callLabel(call, locale)}</span> ${shownValue(call, words)}</li>`,
  );
  return html`<li class="sheet">
    <img src="${source(observation)}" alt="${title}: ${thought}" />
    <div>
      <h3>${title}</h3>
      ${spoken(thought)}
      <ul class="chips">
        ${settings}
      </ul>
      ${observation.problems.map(({ message }) => html`<p class="refused">${words.refused}: ${message}</p>`)}
      ${predictions(step, words)}
    </div>
  </li>`;
}

/** The steps as a strip of pictures with their reasons, and what was said in the end. */
export function stepsSection(trajectory: Trajectory, source: Source, words: Words): Html {
  const { original, steps, finish } = trajectory;
  return html`<section>
    <h2>${words.steps}</h2>
    <ol class="strip" tabindex="0" role="list" aria-label="${words.steps}">
      <li class="sheet">
        <img src="${source(original)}" alt="${words.original}" />
        <div>
          <h3>${words.original}</h3>
          ${opening(original, words)}
        </div>
      </li>
      ${steps.map((step) => card(step, trajectory, source, words))}
    </ol>
    ${finish === null ? null : html`<p class="lead">${finish.thought}</p>`}
  </section>`;
}

/** What the wish asked for and did not get, said before anything else can distract from it. */
export function notDoneSection(finish: Finish | null, words: Words): Html | null {
  const parts = finish?.notDone ?? [];
  if (parts.length === 0) return null;
  return html`<aside class="sheet warning">
    <strong>${words.notDone}</strong>
    <ul>
      ${parts.map((part) => html`<li>${part}</li>`)}
    </ul>
  </aside>`;
}
