import type { GoalFigure } from './goal.ts';

export const grain: GoalFigure = {
  axis: 'grain',
  names: { up: 'grainier', down: 'less grain' },
  label: { en: 'grain in calm areas', zh: '平缓区颗粒' },
  digits: 2,
  read: ({ texture }) => texture.noise,
  reach: ({ texture }, up) => (up ? 0.9 : Math.max(0.05, 0.5 * texture.noise)),
  step: () => 0.6,
};
