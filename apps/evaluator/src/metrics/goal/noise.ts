import { linear, type GoalFigure } from './goal.ts';

export const noise: GoalFigure = {
  axis: 'noise',
  names: { up: 'noisier', down: 'less noise' },
  label: { en: 'noise in calm areas', zh: '平缓区噪点' },
  digits: 3,
  read: ({ fineness }) => fineness.noise,
  way: linear(({ fineness }, up) => (up ? 0.2 : 0.5 * Math.max(0.02, fineness.noise))),
  step: ({ fineness }) => Math.max(0.05, 0.4 * fineness.noise),
};
