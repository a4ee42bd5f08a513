import { progress } from '../curves.ts';
import type { Metric } from '../metric.ts';
import type { Picture } from '../../picture/picture.ts';

/** By how much more the light tones are warm than the dark ones after a plain split. */
const splitWanted = 3;

const split = ({ tones }: Picture): number => tones.highlights.b - tones.shadows.b;

export const tealAndOrange: Metric = {
  name: 'cool shadows, warm highlights',
  axis: 'instruction',
  weight: 0.9,
  judge: ({ before, after, intent }) => {
    const [from, to] = [split(before), split(after)];
    const figures = `${from.toFixed(1)} → ${to.toFixed(1)}`;
    const wanted = (from + splitWanted).toFixed(1);
    return {
      value: progress(to - from, splitWanted, splitWanted),
      evidence:
        intent.locale === 'zh'
          ? `亮调比暗调暖 ${figures}，目标 ≥ ${wanted}`
          : `light tones warmer than dark ones by ${figures}, wanted ≥ ${wanted}`,
    };
  },
};
