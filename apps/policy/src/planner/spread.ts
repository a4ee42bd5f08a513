import type { Figures } from './metrics.ts';
import { clamp, type Target } from './target.ts';

/** Variance of lightness that lies between a region and the rest, whose means differ by `gap`. */
const between = (share: number, gap: number): number => share * (1 - share) * gap ** 2;

/**
 * Targets of the whole without what moving the light of parts does to them. A darkened sky comes nearer to the land, so
 * the spread of the whole falls, and that is no less contrast; it takes the median along, and that is no less brightness.
 * Of variances what lies within the parts adds to what lies between them; of means, shares add, so they stand for the
 * median.
 */
export function besideMovedParts(
  targets: readonly Target[],
  shareOf: (scope: string) => number,
  original: Figures,
  now: Figures,
): readonly Target[] {
  const moved = targets.flatMap(({ metric, scope, from, wanted }) => {
    const mean = original[`${scope ?? ''}.lightness.mean`];
    if (scope === null || mean === undefined || metric !== `${scope}.lightness.p50`) return [];
    const share = shareOf(scope);
    if (share <= 0 || share >= 1) return [];
    const gap = (mean - original['lightness.mean']!) / (1 - share);
    // What went too far is coming back.
    return [{ share, gap, by: clamp(now[metric]! - from, Math.min(0, wanted - from), Math.max(0, wanted - from)) }];
  });
  if (moved.length === 0) return targets;
  const lost = moved.reduce((sum, { share, gap, by }) => sum + between(share, gap) - between(share, gap + by), 0);
  const shift = moved.reduce((sum, { share, by }) => sum + share * by, 0);
  return targets.map((target) => {
    const { metric, from, wanted } = target;
    if (metric === 'lightness.deviation' && lost > 0) {
      const left = Math.sqrt(Math.max(1, from ** 2 - lost)) - from;
      return { ...target, from: from + left, wanted: wanted + left };
    }
    if (metric !== 'lightness.p50') return target;
    const mean = original['lightness.mean']! + shift;
    return { ...target, metric: 'lightness.mean', from: mean, wanted: mean + wanted - from };
  });
}
