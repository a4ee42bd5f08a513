import { clamp, falloff } from '../curves.ts';
import { asked, isMonochrome } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Distance of the picture's mean colour from grey that is common in good photographs of warm or cool light. */
const castOfLight = 5;

/** No cast that nobody asked for. */
export const colourBalance: Quality = {
  name: 'colour balance',
  weight: (subject) => (isMonochrome(subject) ? 0 : 1.1),
  judge: ({ intent, before: { measurement: before }, after: { measurement: after } }) => {
    const warmth = asked(intent, 'warmth');
    const tint = asked(intent, 'tint');
    const drift = (from: number, to: number, wish: number, reach: number): number => {
      const moved = to - from;
      return Math.max(0, wish >= 0 ? -moved : moved, wish >= 0 ? moved - reach * wish : -moved + reach * wish);
    };
    // A drift beyond the wish, and a cast beyond any light.
    const driftB = drift(before.cast.b, after.cast.b, warmth, 6.5);
    const driftA = drift(before.cast.a, after.cast.a, tint, 4);
    const cast = Math.max(0, Math.hypot(after.cast.neutralA, after.cast.neutralB) - castOfLight - 3 * Math.abs(warmth));
    const unasked = Math.hypot(Math.max(0, driftB - 1) / 4, Math.max(0, driftA - 0.7) / 2.5, cast / 5);
    const b = arrow(before.cast.b, after.cast.b);
    const a = arrow(before.cast.a, after.cast.a);
    const wished = `${(6.5 * clamp(warmth, -1, 1)).toFixed(1)}`;
    return {
      value: falloff(unasked, 1),
      evidence: {
        en: `mean warmth b ${b} (asked about ${wished}), mean tint a ${a}`,
        zh: `平均冷暖 b ${b}（要求约 ${wished}），平均色调 a ${a}`,
      },
    };
  },
};
