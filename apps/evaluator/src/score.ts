import type { EvaluationMetric, Scores } from '@safelight/core';
import type { Case, Metric } from './metrics/metric.ts';

/** Enough decimals that a small step on a ladder of distortions still shows. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Runs metrics of one axis and normalises their weights to 1. */
export function measured(metrics: readonly Metric[], subject: Case): readonly EvaluationMetric[] {
  const total = metrics.reduce((sum, { weight }) => sum + weight, 0);
  return metrics.map((metric) => {
    const { value, evidence } = metric.judge(subject);
    return { name: metric.name, axis: metric.axis, weight: metric.weight / total, value: round(value), evidence };
  });
}

/** The weighted mean of 0..10 on the scale of 1..5. */
export function scoresOf(metrics: readonly EvaluationMetric[]): Scores {
  return { aesthetic: scoreOf(metrics, 'aesthetic'), instruction: scoreOf(metrics, 'instruction') };
}

function scoreOf(metrics: readonly EvaluationMetric[], axis: EvaluationMetric['axis']): number {
  const own = metrics.filter((metric) => metric.axis === axis);
  const mean = own.reduce((sum, { weight, value }) => sum + weight * value, 0);
  return round(1 + 0.4 * mean);
}
