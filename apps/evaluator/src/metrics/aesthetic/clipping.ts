import { clamp, falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { percent } from '../constraint/constraint.ts';
import type { Quality } from './aesthetic.ts';

/** Lost ends of the tonal range; new losses weigh four times as much as those of the original. */
export const clipping: Quality = {
  name: 'clipping',
  weight: () => 1.4,
  judge: ({ intent, before: { measurement: before }, after: { measurement: after } }) => {
    // A high key picture may give up some white, a low key one some black.
    const wish = asked(intent, 'lightness');
    const allowedWhite = 0.004 + 0.03 * clamp(wish, 0, 1);
    const allowedBlack = 0.006 + 0.04 * clamp(-wish, 0, 1);
    const lost = (from: number, to: number, allowed: number): number =>
      Math.max(0, to - Math.max(from, allowed)) + 0.25 * Math.max(0, to - allowed);
    const white = lost(before.clipping.highlights, after.clipping.highlights, allowedWhite);
    const black = lost(before.clipping.shadows, after.clipping.shadows, allowedBlack);
    const whites = `${percent(before.clipping.highlights)} → ${percent(after.clipping.highlights)}`;
    const blacks = `${percent(before.clipping.shadows)} → ${percent(after.clipping.shadows)}`;
    return {
      value: falloff(Math.sqrt((white + black) / 0.06), 1),
      evidence: {
        en: `clipped highlights ${whites}, black shadows ${blacks}`,
        zh: `高光溢出 ${whites}，暗部死黑 ${blacks}`,
      },
    };
  },
};
