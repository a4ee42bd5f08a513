import { clamp, falloff, fit } from '../curves.ts';
import { asked, isMonochrome } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Neither dyed nor drained: mean and top chroma within the range of natural colour photographs. */
export const saturation: Quality = {
  name: 'saturation',
  weight: (subject) => (isMonochrome(subject) ? 0 : 1.1),
  judge: ({ intent, before: { measurement: before }, after: { measurement: after } }) => {
    const wish = asked(intent, 'saturation');
    // A field of flowers or a grey day has its own chroma: the original is inside the band.
    const low = Math.min(3.5, before.chroma.mean) * (1 - 0.6 * clamp(-wish, 0, 1));
    const high = Math.max(10, before.chroma.mean * (1.15 + 0.35 * clamp(wish, 0, 1)));
    const top = Math.max(19, before.chroma.p95 * (1.1 + 0.25 * clamp(wish, 0, 1)));
    const mean = fit(after.chroma.mean, low, high, after.chroma.mean < low ? 1.5 : 4);
    const mostColourful = falloff(after.chroma.p95 - top, 6);
    const figures = arrow(before.chroma.mean, after.chroma.mean);
    const tops = arrow(before.chroma.p95, after.chroma.p95);
    const band = `${low.toFixed(1)}–${high.toFixed(1)}`;
    return {
      value: (mean * mostColourful) / 10,
      evidence: {
        en: `mean chroma ${figures}, fitting is ${band}; most colourful ${tops}`,
        zh: `平均彩度 ${figures}，合适范围 ${band}；最鲜艳处 ${tops}`,
      },
    };
  },
};
