import type { EvaluationMetric } from '@safelight/core';
import { qualities } from '../metrics/aesthetic/index.ts';
import type { Case } from '../metrics/metric.ts';
import { excessOf, movedAxes } from './excess.ts';

/**
 * What the ranker reads of a case, in the order in which the network takes it: values of 0 (failed) .. 1 (perfect) and
 * excesses of 0 (none) upwards. How far the instruction was followed is none of its business: that has its own score.
 */
export type Features = Readonly<Record<string, number>>;

/** `metrics` and `aesthetic` (1 .. 5) as the measured metrics alone have them. */
export function featuresOf(subject: Case, metrics: readonly EvaluationMetric[], aesthetic: number): Features {
  const found = new Map(
    metrics.flatMap(({ name, axis, value }) => (axis === 'aesthetic' ? [[name, value / 10] as const] : [])),
  );
  const excess = excessOf(subject);
  // Twice too much is not twice as bad.
  const felt = movedAxes.map((axis) => [`excess ${axis}`, Math.asinh(excess[axis])] as const);
  return {
    aesthetic: (aesthetic - 1) / 4,
    worst: Math.min(1, ...found.values()),
    // A quality that does not apply fails nothing.
    ...Object.fromEntries(qualities.map(({ name }) => [name, found.get(name) ?? 1])),
    ...Object.fromEntries(felt),
    'excess all': Math.hypot(...felt.map(([, value]) => value)) / 2,
  };
}
