import { falloff } from '../curves.ts';
import type { Keeper } from './constraint.ts';

export const contrast: Keeper = {
  name: 'keeps the contrast',
  kept: ({ before, after }) => {
    const change = Math.abs(after.lightness.deviation - before.lightness.deviation);
    return falloff(Math.max(0, change / Math.max(4, before.lightness.deviation) - 0.06), 0.2);
  },
  evidence: ({ before, after }) => {
    const spread = `${before.lightness.deviation.toFixed(1)} → ${after.lightness.deviation.toFixed(1)}`;
    return { en: `spread of lightness ${spread}`, zh: `明暗反差 ${spread}` };
  },
};
