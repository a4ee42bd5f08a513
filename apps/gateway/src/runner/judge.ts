/** Asks the evaluator about an edit, also when its sentence means something only within the session. */
import { canonicalJson, toFault } from '@safelight/core';
import type { Evaluation, ImageRef, Locale, Observation, Recipe } from '@safelight/core';
import { gatewayLimits } from '../limits.ts';
import { lastObservation } from './progress.ts';
import type { CandidateProgress } from './progress.ts';
import { retrying } from './run.ts';
import type { Run } from './run.ts';

/** What an edit is measured by: a sentence, and the picture from which it was said. */
export interface Yardstick {
  readonly before: ImageRef;
  readonly instruction: string;
}

/**
 * The turn's own sentence, then those of the turns before it, the newest first. The evaluator reads a sentence alone:
 * "less" is measured by the wish that it weakens, from where that wish began.
 */
export function yardsticksOf({ turn, history }: Run, original: Observation): readonly [Yardstick, ...Yardstick[]] {
  const past = history.flatMap(({ turn: { instruction }, start }) =>
    // What was done by hand has no sentence to measure by.
    start === null ? [] : [{ instruction, before: start }],
  );
  return [{ instruction: turn.instruction, before: original.image }, ...past.toReversed()];
}

/**
 * The answer about the first yardstick whose sentence can be measured in pictures; when there is none, about the turn's
 * own by the settings, which `ask` then sends along.
 */
export async function byFirst<T>(
  yardsticks: readonly [Yardstick, ...Yardstick[]],
  ask: (yardstick: Yardstick, bySettings: boolean) => Promise<T>,
): Promise<{ readonly answer: T; readonly own: boolean }> {
  for (const [index, yardstick] of yardsticks.entries()) {
    try {
      return { answer: await ask(yardstick, false), own: index === 0 };
    } catch (error) {
      if (toFault(error).code !== 'instruction.notDevelopWork') throw error;
    }
  }
  return { answer: await ask(yardsticks[0], true), own: true };
}

export async function judge(run: Run, candidate: CandidateProgress, locale: Locale): Promise<Evaluation> {
  const { context, signal, history } = run;
  const { image, recipe } = lastObservation(candidate);
  const after = await context.blobs.get(image.sha256);
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
  const { answer, own } = await byFirst(
    yardsticksOf(run, candidate.original),
    async ({ before, instruction }, bySettings) => {
      const settings = bySettings ? { settings: { before: candidate.original.recipe, after: recipe } } : {};
      const request = { before: await context.blobs.get(before.sha256), after, instruction, ...settings };
      return (await retrying(run, () => context.evaluator.evaluate(request, options))).evaluation;
    },
  );
  if (own) return answer;
  const recipes = history.flatMap(({ turn }) => turn.recipes);
  return ofFollowUp(recipes.some((one) => same(one, recipe)) ? restored(answer, locale) : answer);
}

/** The sentence itself was not read, so the scores are worth half as much. */
function ofFollowUp(evaluation: Evaluation): Evaluation {
  const { confidence, evaluatorVersion } = evaluation;
  return { ...evaluation, confidence: confidence / 2, evaluatorVersion: `${evaluatorVersion}+history/1` };
}

const restorations: Readonly<Record<Locale, { readonly evidence: string; readonly rationale: string }>> = {
  en: {
    evidence: 'the settings are exactly those of an earlier state of the session',
    rationale: 'An earlier state of the session is restored exactly.',
  },
  zh: { evidence: '设置与本次会话中较早的状态完全一致', rationale: '已准确恢复到本次会话中较早的状态。' },
};

/** Undoing and going back are exact: an earlier wish says nothing about them, equal settings do. */
function restored(evaluation: Evaluation, locale: Locale): Evaluation {
  const { evidence, rationale } = restorations[locale];
  const aesthetic = evaluation.metrics.filter(({ axis }) => axis === 'aesthetic');
  const exact = { name: 'earlier state', axis: 'instruction', weight: 1, value: 10, evidence } as const;
  const scores = { ...evaluation.scores, instruction: 5 };
  return { ...evaluation, scores, metrics: [exact, ...aesthetic], rationale };
}

function same(one: Recipe, other: Recipe): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
