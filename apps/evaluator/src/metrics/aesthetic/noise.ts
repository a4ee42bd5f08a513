import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Noise of calm areas must not be pulled up; grain that was asked for is none. */
export const noise: Quality = {
  name: 'noise',
  weight: () => 0.5,
  judge: ({ intent, before, after }) => {
    const [from, to] = [before.figures.fineness.noise, after.figures.fineness.noise];
    const wish = Math.max(0, asked(intent, 'grain'), asked(intent, 'noise'));
    const allowed = Math.max(from * 1.35, 0.25) + 0.25 * wish;
    const figures = arrow(from, to, 2);
    return {
      value: falloff(Math.max(0, to - allowed), 0.35),
      evidence: { en: `noise in calm areas ${figures}`, zh: `平缓区噪点 ${figures}` },
    };
  },
};
