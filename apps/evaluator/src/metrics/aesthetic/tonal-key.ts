import { clamp, fit } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Medians of pictures that are neither high nor low key; the key that was asked for moves the band. */
const plain = { low: 38, high: 66 } as const;

export const tonalKey: Quality = {
  name: 'tonal key',
  weight: () => 1.2,
  judge: ({ intent, before: { measurement: before }, after: { measurement: after } }) => {
    const wish = clamp(asked(intent, 'lightness'), -1, 1);
    // A night scene or a snow field has its own key: the band meets the original half-way.
    const low = Math.min(plain.low, (plain.low + before.lightness.p50) / 2) + (wish < 0 ? 18 : 10) * wish;
    const high = Math.max(plain.high, (plain.high + before.lightness.p50) / 2) + (wish > 0 ? 14 : 10) * wish;
    const figures = arrow(before.lightness.p50, after.lightness.p50);
    const band = `${low.toFixed(0)}–${high.toFixed(0)}`;
    return {
      value: fit(after.lightness.p50, low, high, 9),
      evidence: { en: `median lightness ${figures}, fitting is ${band}`, zh: `亮度中值 ${figures}，合适范围 ${band}` },
    };
  },
};
