import type { Toning } from '@safelight/intent';
import { progress } from './curves.ts';
import { labHueOf } from './hue.ts';
import type { Metric } from './metric.ts';
import type { Picture } from '../picture/picture.ts';
import type { MeanColour } from '../picture/tones.ts';

/** How far a plain toning at full strength moves the mean colour of its tones, OKLab × 100. */
const reach = 6;
const step = 2.5;

const readers: Readonly<Record<Toning['tone'], (picture: Picture) => MeanColour>> = {
  shadows: ({ tones }) => tones.shadows,
  midtones: ({ measurement }) => measurement.cast,
  highlights: ({ tones }) => tones.highlights,
  all: ({ measurement }) => measurement.cast,
};

const tonesZh: Readonly<Record<Toning['tone'], string>> = {
  shadows: '暗部',
  midtones: '中间调',
  highlights: '亮部',
  all: '整体',
};

/** A wish to give tones a colour: how far their mean colour went towards that hue. */
export function toningMetric({ tone, hueDegrees, amount }: Toning, share: number): Metric {
  const direction = (labHueOf(hueDegrees) * Math.PI) / 180;
  return {
    name: `toned ${tone === 'all' ? 'picture' : tone}`,
    axis: 'instruction',
    weight: (0.4 + 0.6 * amount) * share,
    judge: ({ before, after, intent }) => {
      const along = ({ a, b }: MeanColour): number => a * Math.cos(direction) + b * Math.sin(direction);
      const from = along(readers[tone](before));
      const to = along(readers[tone](after));
      const figures = `${from.toFixed(1)} → ${to.toFixed(1)}`;
      const wanted = (from + reach * amount).toFixed(1);
      return {
        value: progress(to - from, reach * amount, step),
        evidence:
          intent.locale === 'zh'
            ? `${tonesZh[tone]}偏向色相 ${hueDegrees.toFixed(0)}° 的程度 ${figures}，目标 ≥ ${wanted}`
            : `${tone === 'all' ? 'colour' : tone} towards hue ${hueDegrees.toFixed(0)}° ${figures}, wanted ≥ ${wanted}`,
      };
    },
  };
}
