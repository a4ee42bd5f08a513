import type { GoalFigure } from './goal.ts';

/** Amplitude of plain film grain at the judged size; it adds to the picture's own noise in quadrature. */
const fullGrain = 0.14;

export const grain: GoalFigure = {
  axis: 'grain',
  names: { up: 'grainier', down: 'less grain' },
  label: { en: 'grain in calm areas', zh: '平缓区颗粒' },
  digits: 3,
  read: ({ fineness }) => fineness.noise,
  way: ({ fineness }, amount) =>
    amount > 0
      ? Math.hypot(fineness.noise, fullGrain * amount) - fineness.noise
      : 0.5 * amount * Math.max(0.02, fineness.noise),
  step: () => 0.1,
};
