import { linear, type GoalFigure } from './goal.ts';

export const tint: GoalFigure = {
  axis: 'tint',
  names: { up: 'more magenta', down: 'more green' },
  label: { en: 'mean tint a', zh: '平均色调 a' },
  digits: 1,
  read: (figures) => figures.cast.a,
  way: linear(() => 3.2),
  step: () => 2,
};
