import type { Finish, Observation, Step, ToolCall, Trajectory } from '@safelight/core';
import { canonicalJson } from '@safelight/core';
import { figureAt, figureLabel, figureText } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { Source } from '../input.ts';
import { callLabel, valueLabel } from '../labels.ts';
import { phrase, type Words } from '../words.ts';
import { curve, curveOf } from './curve.ts';
import { lookedAt, regionFrames } from './looks.ts';

/** Paths shown under the original, where nothing was predicted yet. */
const openingFigures = ['cast.b', 'lightness.p05', 'lightness.p50', 'clipping.highlights'];

function opening(original: Observation, words: Words): Html {
  const lines = openingFigures.map(
    (path) =>
      html`<div>
        <dt>${figureLabel(path, words)}</dt>
        <dd><strong>${figureText(path, figureAt(original, path)!)}</strong></dd>
      </div>`,
  );
  return html`<dl class="predictions">${lines}</dl>`;
}

/** What a step meant to move, and what was measured; figures that the picture does not have are left out. */
function predictions({ predictions: expected, observation }: Step, words: Words): Html | null {
  const lines = expected.flatMap(({ metric, before, expected: wanted }) => {
    const measured = figureAt(observation, metric);
    if (measured === null) return [];
    return [
      html`<div>
        <dt>${figureLabel(metric, words)}</dt>
        <dd>
          ${figureText(metric, before)} <span aria-hidden="true">→</span>
          <strong title="${words.measured}">${figureText(metric, measured)}</strong>
        </dd>
        <dd class="soft">${words.predicted} ${figureText(metric, wanted)}</dd>
      </div>`,
    ];
  });
  return lines.length === 0 ? null : html`<dl class="predictions">${lines}</dl>`;
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

export function originalCard(original: Observation, source: Source, words: Words): Html {
  return html`<li class="sheet">
    <div class="stage">
      <div class="seen">
        <img src="${source(original)}" alt="${words.original}" />
        ${regionFrames(original, words)}
      </div>
    </div>
    <div>
      <h3>${words.original}</h3>
      ${lookedAt(original, words)} ${opening(original, words)}
    </div>
  </li>`;
}

export function stepCard(step: Step, trajectory: Trajectory, source: Source, words: Words): Html {
  const { index, thought, calls, observation, base, policyVersion } = step;
  const { locale, original } = trajectory;
  const title = phrase(words.stepTitle, index);
  const settings = calls.map(
    (call) => html`<li><span>${callLabel(call, locale)}</span> ${shownValue(call, words)}</li>`,
  );
  const afresh = index > 1 && base !== null && canonicalJson(base) === canonicalJson(original.recipe);
  const stranger = policyVersion !== trajectory.policyVersion;
  return html`<li class="sheet">
    <img src="${source(observation)}" alt="${title}: ${thought}" />
    <div>
      <h3>${title}</h3>
      ${spoken(thought)} ${afresh ? html`<p class="remark">${words.fromStart}</p>` : null}
      ${stranger ? html`<p class="refused">${phrase(words.takenOver, policyVersion)}</p>` : null}
      <ul class="chips">
        ${settings}
      </ul>
      ${observation.problems.map(({ message }) => html`<p class="refused">${words.refused}: ${message}</p>`)}
      ${predictions(step, words)}
    </div>
  </li>`;
}

/** What the wish asked for and did not get, said before anything else can distract from it. */
export function notDoneSection(finish: Finish | null, words: Words): Html | null {
  if (finish === null) return null;
  const lists = [
    [words.notDone, finish.notDone],
    [words.missed, finish.missed],
  ] as const;
  const shown = lists.filter(([, parts]) => parts.length > 0);
  if (shown.length === 0) return null;
  return html`<aside class="sheet warning">
    ${shown.map(
      ([title, parts]) =>
        html`<strong>${title}</strong>
          <ul>
            ${parts.map((part) => html`<li>${part}</li>`)}
          </ul>`,
    )}
  </aside>`;
}
