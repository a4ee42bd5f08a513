import { falloff } from '../curves.ts';
import type { Keeper } from './constraint.ts';

export const lightness: Keeper = {
  name: 'keeps the brightness',
  kept: ({ before, after }) => falloff(Math.max(0, Math.abs(after.lightness.p50 - before.lightness.p50) - 2), 6),
  evidence: ({ before, after }) => {
    const median = `${before.lightness.p50.toFixed(1)} → ${after.lightness.p50.toFixed(1)}`;
    return { en: `median lightness ${median}`, zh: `亮度中值 ${median}` };
  },
};
