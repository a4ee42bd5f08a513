import { canonicalJson, sha256, type Evaluation, type Finish, type Trajectory } from '@safelight/core';
import { inputKey } from '../store/trajectories.ts';
import { finalRecipe } from './sample.ts';

/** A trajectory that ended and was judged: only such ones can be compared. */
export interface Judged extends Trajectory {
  readonly finish: Finish;
  readonly evaluation: Evaluation;
}

export function isJudged(trajectory: Trajectory): trajectory is Judged {
  return trajectory.finish !== null && trajectory.evaluation !== null;
}

export interface Pair {
  /** `ref_` and 16 hex digits, from the two trajectories' ids: the same pair has the same id whoever came first. */
  readonly id: string;
  readonly worse: Judged;
  readonly better: Judged;
  /** Better − worse of aesthetic + instruction, > 0. */
  readonly margin: number;
}

/** Aesthetic plus instruction, 2..10. */
export function combinedScore({ evaluation: { scores } }: Judged): number {
  return scores.aesthetic + scores.instruction;
}

/**
 * The pair that two trajectories make, or null: the same input judged by the same evaluator, results that differ, and
 * scores at least `marginMin` apart.
 */
export function pairOf(one: Judged, other: Judged, marginMin: number): Pair | null {
  if (one.id === other.id || inputKey(one) !== inputKey(other)) return null;
  if (one.evaluation.evaluatorVersion !== other.evaluation.evaluatorVersion) return null;
  if (canonicalJson(finalRecipe(one).settings) === canonicalJson(finalRecipe(other).settings)) return null;
  const [worse, better] = combinedScore(one) < combinedScore(other) ? [one, other] : [other, one];
  // Rounded, so that 7.4 − 7.2 is a margin of 0.2.
  const margin = Math.round(1e6 * (combinedScore(better) - combinedScore(worse))) / 1e6;
  if (margin < marginMin || margin <= 0) return null;
  return { id: `ref_${sha256(`${worse.id}\n${better.id}`).slice(0, 16)}`, worse, better, margin };
}
