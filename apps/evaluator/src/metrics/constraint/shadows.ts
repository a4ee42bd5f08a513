import { falloff } from '../curves.ts';
import { percent, type Keeper } from './constraint.ts';

/** Shadow detail is kept when the dark tones sink no deeper and no more pixels are black. */
export const shadows: Keeper = {
  name: 'keeps shadow detail',
  kept: ({ before, after }) => {
    const sunk = Math.max(0, before.lightness.p05 - after.lightness.p05 - 0.5);
    const blocked = Math.max(0, after.clipping.shadows - before.clipping.shadows - 0.001);
    return falloff(Math.hypot(sunk / 4, blocked / 0.012), 1);
  },
  evidence: ({ before, after }) => {
    const dark = `${before.lightness.p05.toFixed(1)} → ${after.lightness.p05.toFixed(1)}`;
    const black = `${percent(before.clipping.shadows)} → ${percent(after.clipping.shadows)}`;
    return { en: `dark tones ${dark}, black pixels ${black}`, zh: `暗调 ${dark}，纯黑像素 ${black}` };
  },
};
