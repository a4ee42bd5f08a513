import { falloff } from '../curves.ts';
import { percent } from '../constraint/constraint.ts';
import type { Quality } from './aesthetic.ts';

/** A tonal range without holes, and gradients without steps: pulling few codes apart shows as bands in skies. */
export const smoothTones: Quality = {
  name: 'smooth tones',
  weight: () => 0.5,
  judge: ({ before, after }) => {
    const torn = Math.max(0, after.texture.tornShare - before.texture.tornShare);
    const banded = Math.max(0, after.measurement.banding - before.measurement.banding);
    const levels = `${percent(before.texture.tornShare)} → ${percent(after.texture.tornShare)}`;
    const steps = `${percent(before.measurement.banding)} → ${percent(after.measurement.banding)}`;
    return {
      value: falloff(Math.hypot(torn / 0.2, banded / 0.15), 1),
      evidence: {
        en: `missing tone levels ${levels}, gradients in steps ${steps}`,
        zh: `断裂的影调层级 ${levels}，出现色阶断层的渐变 ${steps}`,
      },
    };
  },
};
