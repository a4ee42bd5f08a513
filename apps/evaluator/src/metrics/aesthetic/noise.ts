import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Noise of calm areas must not be pulled up; grain that was asked for is none. */
export const noise: Quality = {
  name: 'noise',
  weight: () => 0.5,
  judge: ({ intent, before: { texture: before }, after: { texture: after } }) => {
    const allowed = Math.max(before.noise * 1.35, 0.25) + 0.25 * Math.max(0, asked(intent, 'grain'));
    const figures = arrow(before.noise, after.noise, 2);
    return {
      value: falloff(Math.max(0, after.noise - allowed), 0.35),
      evidence: { en: `noise in calm areas ${figures}`, zh: `平缓区噪点 ${figures}` },
    };
  },
};
