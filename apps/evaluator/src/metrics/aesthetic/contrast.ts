import { clamp, falloff, fit } from '../curves.ts';
import { asked, isMonochrome } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Spread and reach of the tones. Without colours they carry the picture, so they count more. */
export const contrast: Quality = {
  name: 'contrast',
  weight: (subject) => (isMonochrome(subject) ? 1.4 : 0.9),
  judge: ({ intent, before: { measurement: before }, after: { measurement: after } }) => {
    const wish = asked(intent, 'contrast');
    const veil = Math.max(asked(intent, 'fade'), asked(intent, 'haze'), -asked(intent, 'clarity'), 0);
    const low = 13 - 5 * clamp(-wish, 0, 1) - 3 * veil;
    const high = 27 + 5 * clamp(wish, 0, 1);
    const rangeLow = 60 - 15 * clamp(-wish, 0, 1) - 20 * veil;
    const range = after.lightness.p99 - after.lightness.p01;
    const spread = fit(after.lightness.deviation, low, high, 6);
    const figures = arrow(before.lightness.deviation, after.lightness.deviation);
    return {
      value: (spread * falloff(rangeLow - range, 25)) / 10,
      evidence: {
        en: `spread of lightness ${figures}, fitting is ${low.toFixed(0)}–${high.toFixed(0)}; tones span ${range.toFixed(0)}`,
        zh: `明暗反差 ${figures}，合适范围 ${low.toFixed(0)}–${high.toFixed(0)}；影调跨度 ${range.toFixed(0)}`,
      },
    };
  },
};
