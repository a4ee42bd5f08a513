/** A group's last stride before its end: the evaluator ranks the candidates by pairwise win rates. */
import type { Comparison } from '@safelight/core';
import { gatewayLimits } from '../limits.ts';
import { byFirst, yardsticksOf } from './judge.ts';
import { candidateOf, keptRound, lastObservation } from './progress.ts';
import type { TurnProgress } from './progress.ts';
import { commit, retrying } from './run.ts';
import type { Run } from './run.ts';

/** The candidates that came to an end and were evaluated. */
export function judgedOf({ options }: Run, progress: TurnProgress): readonly number[] {
  const all = Array.from({ length: options.candidates }, (_, index) => index);
  return all.filter((index) => keptRound(candidateOf(progress, index)) !== null);
}

/** Compares what is left of the group, unless that is one or an earlier attempt has. */
export async function compare(run: Run): Promise<void> {
  const { context, signal, turn, log } = run;
  const progress = await log.read();
  const judged = judgedOf(run, progress);
  if (progress.comparison !== null || progress.original === null || judged.length < 2) return;
  const { original } = progress;
  const outcomes = judged.map((index) => lastObservation(candidateOf(progress, index)));
  const afters = await Promise.all(outcomes.map(({ image }) => context.blobs.get(image.sha256)));
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs * judged.length };
  const { answer: comparison } = await byFirst(yardsticksOf(run, original), async (yardstick, bySettings) => {
    const before = await context.blobs.get(yardstick.before.sha256);
    const recipes = outcomes.map(({ recipe }) => ({ before: original.recipe, after: recipe }));
    const request = {
      before,
      afters,
      instruction: yardstick.instruction,
      ...(bySettings ? { settings: recipes } : {}),
    };
    return (await retrying(run, () => context.evaluator.compare(request, options))).comparison;
  });
  const body = { type: 'turn.compared', turnId: turn.id, comparison: ofGroup(comparison, judged, run) } as const;
  return commit(run, body);
}

/** The comparison in numbers of the whole group: those who failed win nothing and come last. */
function ofGroup({ winRates, order, evaluatorVersion }: Comparison, judged: readonly number[], run: Run): Comparison {
  const all = Array.from({ length: run.options.candidates }, (_, index) => index);
  const failed = all.filter((index) => !judged.includes(index));
  return {
    winRates: all.map((index) => winRates[judged.indexOf(index)] ?? 0),
    order: [...order.map((place) => judged[place]!), ...failed],
    evaluatorVersion,
  };
}
