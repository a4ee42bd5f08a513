import { falloff } from '../curves.ts';
import { percent } from '../constraint/constraint.ts';
import type { Quality } from './aesthetic.ts';

/** Of the 8 bits of a tonal range, those that are lost when this share of its levels is empty. */
const lostBits = (tornShare: number): number => -Math.log2(Math.max(1 / 256, 1 - tornShare));

/** A tonal range without holes, and gradients without steps: pulling few codes apart shows as bands in skies. */
export const smoothTones: Quality = {
  name: 'smooth tones',
  weight: () => 0.6,
  judge: ({ before, after }) => {
    const torn = Math.max(0, lostBits(after.texture.tornShare) - lostBits(before.texture.tornShare));
    // Noise hides steps; where a picture got noisy, few calm areas are left to tell them by.
    const noise = Math.max(0, after.figures.fineness.noise - before.figures.fineness.noise);
    const banded = Math.max(0, after.measurement.banding - before.measurement.banding) / (1 + (noise / 0.3) ** 2);
    const levels = `${percent(before.texture.tornShare)} → ${percent(after.texture.tornShare)}`;
    const steps = `${percent(before.measurement.banding)} → ${percent(after.measurement.banding)}`;
    return {
      value: falloff(Math.hypot(torn / 1.2, banded / 0.3), 1),
      evidence: {
        en: `missing tone levels ${levels}, gradients in steps ${steps}`,
        zh: `断裂的影调层级 ${levels}，出现色阶断层的渐变 ${steps}`,
      },
    };
  },
};
