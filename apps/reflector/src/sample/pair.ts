import {
  canonicalJson,
  outcomeOf,
  sha256,
  type Evaluation,
  type Finish,
  type PairRule,
  type Recipe,
  type Trajectory,
} from '@safelight/core';
import { inputKey } from '../store/trajectories.ts';

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
  readonly rule: PairRule;
}

/** Aesthetic plus instruction, 2..10. */
export function combinedScore({ evaluation: { scores } }: Judged): number {
  return scores.aesthetic + scores.instruction;
}

/** Everything of a recipe that shows; properties that are only carried do not count. */
function visiblePart({ settings, pointColors, corrections, retouch }: Recipe): string {
  const unnamed = corrections.map((one) => [
    one.settings,
    one.pointColors,
    one.masks.map(({ tool, settings: where }) => [tool, where]),
  ]);
  return canonicalJson({ settings, pointColors, corrections: unnamed, retouch });
}

/**
 * The pair that two trajectories make, or null: the same input judged by the same evaluator, results that differ, and
 * scores at least `marginMin` apart (JarvisEvo: s_0 > s_3 within a group; here across time as well).
 */
export function pairOf(one: Judged, other: Judged, marginMin: number): Pair | null {
  if (one.id === other.id || inputKey(one) !== inputKey(other)) return null;
  if (one.evaluation.evaluatorVersion !== other.evaluation.evaluatorVersion) return null;
  if (visiblePart(outcomeOf(one).recipe) === visiblePart(outcomeOf(other).recipe)) return null;
  const [worse, better] = combinedScore(one) < combinedScore(other) ? [one, other] : [other, one];
  // Rounded, so that 7.4 − 7.2 is a margin of 0.2.
  const margin = Math.round(1e6 * (combinedScore(better) - combinedScore(worse))) / 1e6;
  if (margin < marginMin || margin <= 0) return null;
  const rule = worse.turnId === better.turnId ? 'group' : 'time';
  return { id: `ref_${sha256(`${worse.id}\n${better.id}`).slice(0, 16)}`, worse, better, margin, rule };
}
