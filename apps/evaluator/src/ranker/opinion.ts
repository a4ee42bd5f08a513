import type { EvaluationMetric } from '@safelight/core';
import type { Case } from '../metrics/metric.ts';
import { scoresOf } from '../score.ts';
import { excessOf, movedAxes, type MovedAxis } from './excess.ts';
import { featuresOf } from './features.ts';
import type { Ranker } from './ranker.ts';

/**
 * Share of the aesthetic score that the ranker decides, so it moves that score by at most 1.6 of 5. Chosen on training
 * photos, and at most this: measured figures keep the greater part (docs/evaluator.md).
 */
export const rankerShare = 0.4;

export const opinionName = 'learned judgement';

/** Lets the ranker join the metrics of a case as one more; those of the aesthetic axis make room for it. */
export async function withOpinion(
  subject: Case,
  metrics: readonly EvaluationMetric[],
  ranker: Ranker,
): Promise<readonly EvaluationMetric[]> {
  const value = await ranker.value(featuresOf(subject, metrics, scoresOf(metrics).aesthetic));
  const others = metrics.map((metric) =>
    metric.axis === 'aesthetic' ? { ...metric, weight: metric.weight * (1 - rankerShare) } : metric,
  );
  const rounded = Math.round(value * 1e4) / 1e4;
  const opinion = { name: opinionName, axis: 'aesthetic', weight: rankerShare, value: rounded } as const;
  return [...others, { ...opinion, evidence: evidenceOf(subject, value) }];
}

function evidenceOf(subject: Case, value: number): string {
  const excess = excessOf(subject);
  const furthest = movedAxes.reduce((most, axis) => (excess[axis] > excess[most] ? axis : most));
  const steps = excess[furthest].toFixed(1);
  return subject.intent.locale === 'zh'
    ? `得分 ${value.toFixed(1)}（满分 10）；超出要求最多的是${axesZh[furthest]}，${steps} 个可见级`
    : `ranked ${value.toFixed(1)} of 10; furthest beyond what was asked: ${furthest}, by ${steps} visible steps`;
}

const axesZh: Readonly<Record<MovedAxis, string>> = {
  lightness: '亮度',
  shadows: '暗部',
  highlights: '高光',
  contrast: '反差',
  warmth: '冷暖',
  tint: '色调',
  saturation: '饱和度',
  haze: '雾感',
  clarity: '清晰度',
  fade: '黑场',
  vignette: '暗角',
  sharpness: '锐度',
  texture: '纹理',
  noise: '噪点',
};
