import { falloff } from '../curves.ts';
import type { Metric } from '../metric.ts';

/** Whole pixels move the ratio of a small picture by about this much, as a logarithm. */
const rounding = 0.006;

/** Width ÷ height as it was asked for; `original` = that of the picture before. */
export function aspectMetric(aspect: number | 'original'): Metric {
  return {
    name: 'aspect ratio',
    axis: 'instruction',
    weight: 1,
    judge: ({ before, after, intent }) => {
      const from = before.image.width / before.image.height;
      const to = after.image.width / after.image.height;
      const wanted = aspect === 'original' ? from : aspect;
      const left = Math.max(0, Math.abs(Math.log(to / wanted)) - rounding);
      const evidence = `${from.toFixed(2)} → ${to.toFixed(2)}`;
      return {
        value: falloff(left, 0.06),
        evidence:
          intent.locale === 'zh'
            ? `宽高比 ${evidence}，目标 ${wanted.toFixed(2)}`
            : `width to height ${evidence}, wanted ${wanted.toFixed(2)}`,
      };
    },
  };
}
