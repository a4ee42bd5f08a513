import type { Evaluation, EvaluationMetric } from '@safelight/core';
import type { Calibration, Drift } from '@safelight/wire';
import { alarmFrom, recentMax, recentMin, sharesOf, stabilityIndex } from './drift.ts';

type Axis = EvaluationMetric['axis'];

/** The raw scores of late, by evaluator version and axis: what drift is told from. Lost with the process. */
export class RecentScores {
  readonly #scores = new Map<string, number[]>();

  add({ scores, evaluatorVersion }: Evaluation): void {
    for (const axis of ['aesthetic', 'instruction'] as const) {
      const own = this.#of(evaluatorVersion, axis);
      own.push(scores[axis]);
      if (own.length > recentMax) own.shift();
    }
  }

  /** Against the scores that a calibration was made of. */
  drifts({ evaluatorVersion, curves }: Calibration): readonly Drift[] {
    return curves.map(({ axis, referenceShares, before }) => {
      const recent = this.#of(evaluatorVersion, axis);
      const enough = recent.length >= recentMin;
      const index = enough ? stabilityIndex(referenceShares, sharesOf(recent)) : null;
      return {
        axis,
        count: recent.length,
        stabilityIndex: index,
        alarm: index !== null && index > alarmFrom(before.count, recent.length),
      };
    });
  }

  #of(version: string, axis: Axis): number[] {
    const key = `${version} ${axis}`;
    const own = this.#scores.get(key) ?? [];
    this.#scores.set(key, own);
    return own;
  }
}
