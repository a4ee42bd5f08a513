import { regionKey, type Region } from '@safelight/intent';
import { falloff } from '../curves.ts';
import type { Case } from '../metric.ts';
import type { Keeper } from './constraint.ts';

/** A difference that is just seen side by side, in CIEDE2000 (and nearly in OKLab × 100); saving a JPEG makes as much. */
const justSeen = 1;

/**
 * "Don't touch it": every place looks as it did. Null = the whole picture. It is chosen only for cases whose pictures
 * can be laid over each other and show the region.
 */
export function untouched(region: Region | null): Keeper {
  const differenceOf = ({ parts, pair }: Case): { readonly mean: number; readonly p95: number } =>
    region === null ? pair!.change : parts.get(regionKey(region))!.difference;
  return {
    name: 'left as it was',
    kept: (_span, subject) => {
      const { mean, p95 } = differenceOf(subject);
      return falloff(Math.hypot(Math.max(0, mean - justSeen) / 2.5, Math.max(0, p95 - 3 * justSeen) / 8), 1);
    },
    evidence: (_span, subject) => {
      const { mean, p95 } = differenceOf(subject);
      const figures = `${mean.toFixed(1)} (95 %: ${p95.toFixed(1)})`;
      return { en: `colour difference ΔE ${figures}, 1 is just visible`, zh: `色差 ΔE ${figures}，1 为刚可察觉` };
    },
  };
}
