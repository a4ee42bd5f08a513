import type { Recolour } from '@safelight/intent';
import { progress } from './curves.ts';
import { labHueOfBand, turnBetween } from './hue.ts';
import type { Metric } from './metric.ts';
import type { Where } from './where.ts';

/** A hue slider at its end turns a band about this share of the way to the next one. */
const shareOfWay = 0.6;
const stepDegrees = 8;

/** A wish to turn one band's hue: how far the pixels that had it turned towards the other. */
export function recolourMetric({ band, towards, amount }: Recolour, share: number, where: Where): Metric {
  return {
    name: `${band} towards ${towards}`,
    axis: 'instruction',
    weight: (0.4 + 0.6 * amount) * share,
    judge: (subject) => {
      const { before, after } = where.spanOf(subject);
      const hueOf = ({ a, b }: { readonly a: number; readonly b: number }): number =>
        (Math.atan2(b, a) * 180) / Math.PI;
      const from = hueOf(before.cast);
      const way = amount * shareOfWay * turnBetween(from, labHueOfBand[towards]);
      const moved = turnBetween(from, hueOf(after.cast));
      const figures = `${from.toFixed(0)}° → ${(from + moved).toFixed(0)}°`;
      const wanted = `${(from + way).toFixed(0)}°`;
      return {
        // What has that hue already must only keep it.
        value: Math.abs(way) < 1 ? 10 / (1 + (moved / stepDegrees) ** 2) : progress(moved, way, stepDegrees),
        evidence:
          subject.intent.locale === 'zh'
            ? `平均色相 ${figures}，目标 ${wanted}`
            : `mean hue ${figures}, wanted ${wanted}`,
      };
    },
  };
}
