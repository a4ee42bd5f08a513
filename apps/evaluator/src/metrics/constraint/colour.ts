import { falloff } from '../curves.ts';
import type { Keeper } from './constraint.ts';

/** Colours are kept when neither the mean colour nor its strength moves visibly. */
export const colour: Keeper = {
  name: 'keeps the colours',
  kept: ({ before, after }) => {
    const shift = Math.hypot(after.cast.a - before.cast.a, after.cast.b - before.cast.b);
    const change = Math.abs(after.chroma - before.chroma) / Math.max(1, before.chroma);
    return falloff(Math.hypot(Math.max(0, shift - 1) / 3, Math.max(0, change - 0.08) / 0.35), 1);
  },
  evidence: ({ before, after }) => {
    const chroma = `${before.chroma.toFixed(1)} → ${after.chroma.toFixed(1)}`;
    const mean = `(${before.cast.a.toFixed(1)}, ${before.cast.b.toFixed(1)}) → (${after.cast.a.toFixed(1)}, ${after.cast.b.toFixed(1)})`;
    return { en: `mean chroma ${chroma}, mean colour a, b ${mean}`, zh: `平均彩度 ${chroma}，平均色 a、b ${mean}` };
  },
};
