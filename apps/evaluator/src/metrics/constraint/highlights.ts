import { falloff } from '../curves.ts';
import { percent, type Keeper } from './constraint.ts';

/** Highlights are kept when no more pixels clip and the lightest tones do not close up towards white. */
export const highlights: Keeper = {
  name: 'highlights not newly clipped',
  kept: ({ before, after }) => {
    const raised = Math.max(0, after.lightness.p95 - Math.max(before.lightness.p95, 90) - 1);
    const clipped = Math.max(0, after.clipping.highlights - before.clipping.highlights - 0.001);
    return falloff(Math.hypot(raised / 4, clipped / 0.012), 1);
  },
  evidence: ({ before, after }) => {
    const light = `${before.lightness.p95.toFixed(1)} → ${after.lightness.p95.toFixed(1)}`;
    const clipped = `${percent(before.clipping.highlights)} → ${percent(after.clipping.highlights)}`;
    return { en: `light tones ${light}, clipped pixels ${clipped}`, zh: `亮调 ${light}，溢出像素 ${clipped}` };
  },
};
