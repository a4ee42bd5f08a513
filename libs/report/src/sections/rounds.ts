import type { Round, Trajectory } from '@safelight/core';
import { meanOf } from '../figures.ts';
import { html, type Html } from '../html.ts';
import type { ReportInput, Source } from '../input.ts';
import { phrase, type Words } from '../words.ts';
import { originalCard, stepCard } from './steps.ts';

/** How the result came about: the steps of editing as a strip of pictures, then each reflection with what it came to. */
export function roundsSection(
  { trajectory, options, group }: Pick<ReportInput, 'trajectory' | 'options' | 'group'>,
  source: Source,
  words: Words,
): readonly Html[] {
  const { rounds, finish } = trajectory;
  const said = rounds[0]?.finish ?? finish;
  const broken = group.failures.find(({ candidate }) => candidate === trajectory.candidate);
  return [
    html`<section>
      <h2>${words.steps}</h2>
      ${strip(trajectory, 0, source, words)} ${said === null ? null : html`<p class="lead">${said.thought}</p>`}
    </section>`,
    ...rounds.slice(1).map((round) => reflection(round, trajectory, options.scoreMin, source, words)),
    ...(broken === undefined ? [] : [html`<p class="refused">${phrase(words.brokenOff, broken.message)}</p>`]),
  ];
}

function strip(trajectory: Trajectory, round: number, source: Source, words: Words): Html | null {
  const steps = trajectory.steps.filter((step) => step.round === round);
  if (round > 0 && steps.length === 0) return null;
  const label = round === 0 ? words.steps : phrase(words.reflection, round);
  return html`<ol class="strip" tabindex="0" role="list" aria-label="${label}">
    ${round === 0 ? originalCard(trajectory.original, source, words) : null}
    ${steps.map((step) => stepCard(step, trajectory, source, words))}
  </ol>`;
}

function reflection(round: Round, trajectory: Trajectory, scoreMin: number, source: Source, words: Words): Html {
  const { index, kept, finish, evaluation } = round;
  const before = trajectory.rounds.findLast((one) => one.kept && one.index < index)!;
  const mean = meanOf(before.evaluation);
  const why = mean < scoreMin ? phrase(words.whyScore, mean.toFixed(2), scoreMin.toFixed(1)) : words.whyMissed;
  const stepped = trajectory.steps.some((step) => step.round === index);
  const verdict = !stepped ? words.noStep : kept ? words.kept : words.undone;
  const scores = stepped ? `${mean.toFixed(2)} → ${meanOf(evaluation).toFixed(2)}` : '';
  return html`<section class="round ${kept ? 'kept' : 'undone'}">
    <h2>
      ${phrase(words.reflection, index)} <span class="verdict">${verdict}</span> <span class="soft">${scores}</span>
    </h2>
    <p class="lead">${why}</p>
    ${strip(trajectory, index, source, words)}
    <p class="lead">${finish.thought}</p>
  </section>`;
}
