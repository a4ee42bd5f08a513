import { falloff } from '../curves.ts';
import { percent } from '../constraint/constraint.ts';
import type { Quality } from './aesthetic.ts';

/** A tonal range without holes: pulling few codes apart shows as bands in skies. */
export const smoothTones: Quality = {
  name: 'smooth tones',
  weight: () => 0.4,
  judge: ({ before: { texture: before }, after: { texture: after } }) => {
    const figures = `${percent(before.tornShare)} → ${percent(after.tornShare)}`;
    return {
      value: falloff(Math.max(0, after.tornShare - before.tornShare), 0.2),
      evidence: { en: `missing tone levels ${figures}`, zh: `断裂的影调层级 ${figures}` },
    };
  },
};
