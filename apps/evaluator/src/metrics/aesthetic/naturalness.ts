import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Scores of clean photographs lie around this; below it, less is no better. */
const clean = 25;

/** BRISQUE of the edit must not rise: blur, noise and compression change the statistics of a natural scene. */
export const naturalness: Quality = {
  name: 'natural statistics',
  weight: ({ before, after }) => (before.brisque() === null || after.brisque() === null ? 0 : 0.4),
  judge: ({ intent, before, after }) => {
    const [from, to] = [before.brisque()!, after.brisque()!];
    // Film grain and softness that were asked for are not natural either.
    const wish = Math.max(0, asked(intent, 'grain'), asked(intent, 'blur'), -asked(intent, 'clarity'));
    const figures = arrow(from, to);
    return {
      value: falloff(Math.max(0, to - Math.max(from, clean) - 15 * wish), 30),
      evidence: { en: `BRISQUE ${figures} of 100`, zh: `BRISQUE ${figures}（满分 100，越低越好）` },
    };
  },
};
