import { falloff, outside, progress } from '../curves.ts';
import type { Metric } from '../metric.ts';

/** Hue and strength of sepia-toned silver prints in OKLab: brown, between orange and yellow. */
const tone = { warmth: 3.5, hueMin: 50, hueMax: 85 } as const;

export const sepia: Metric = {
  name: 'sepia tone',
  axis: 'instruction',
  weight: 0.8,
  judge: ({ after: { measurement }, intent }) => {
    const { a, b } = measurement.cast;
    const hue = (Math.atan2(b, a) * 180) / Math.PI;
    const strength = progress(b, tone.warmth, tone.warmth);
    const evidence = `b ${b.toFixed(1)}, ${hue.toFixed(0)}°`;
    return {
      value: (strength * falloff(outside(hue, tone.hueMin, tone.hueMax), 20)) / 10,
      evidence:
        intent.locale === 'zh'
          ? `整体色调 ${evidence}，目标 b ≥ ${tone.warmth}`
          : `overall tone ${evidence}, wanted b ≥ ${tone.warmth}`,
    };
  },
};
