/** What a candidate does next: a pure reading of where it stands. */
import type { Evaluation, Finish, TurnOptions } from '@safelight/core';
import type { CandidateProgress, PendingStep } from './progress.ts';
import { keptRound } from './progress.ts';

export type Next =
  | { readonly type: 'think'; readonly round: number }
  | { readonly type: 'observe'; readonly step: PendingStep }
  | { readonly type: 'evaluate'; readonly round: number; readonly finish: Finish }
  | { readonly type: 'rest' };

/** `isSpent`: the turn's budget is used up, so that nothing new is begun. */
export function nextOf(candidate: CandidateProgress, options: TurnOptions, isSpent: boolean): Next {
  const { pending, ending, rounds, failure } = candidate;
  if (failure !== null) return { type: 'rest' };
  if (pending !== null) return { type: 'observe', step: pending };
  if (ending !== null) return { type: 'evaluate', ...ending };
  if (rounds.length === 0 || (!isSpent && reflects(candidate, options))) return { type: 'think', round: rounds.length };
  return { type: 'rest' };
}

/** Reflection is worth a round when what stands is under the threshold or missed a wish, and the last round tried. */
function reflects(candidate: CandidateProgress, { reflectionsMax, scoreMin }: TurnOptions): boolean {
  const { rounds, steps } = candidate;
  const last = rounds.at(-1);
  const standing = keptRound(candidate);
  if (last === undefined || standing === null || last.index >= reflectionsMax) return false;
  // A reflection that changed nothing has nothing more to say.
  if (last.index > 0 && !steps.some(({ round }) => round === last.index)) return false;
  return meanScore(standing.evaluation) < scoreMin || standing.finish.missed.length > 0;
}

/**
 * By how much a reflection must raise the mean score to be kept. One development as a JPEG of quality 86, 90 and 94
 * scores up to 0.008 apart (two photos, metrics/2); an edit is not redone for less than twice that.
 */
const gainMin = 0.02;

export function helped(reflected: Evaluation, standing: Evaluation): boolean {
  return meanScore(reflected) > meanScore(standing) + gainMin;
}

export function meanScore({ scores }: Pick<Evaluation, 'scores'>): number {
  return (scores.aesthetic + scores.instruction) / 2;
}
