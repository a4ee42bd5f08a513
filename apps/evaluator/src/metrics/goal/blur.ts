import { linear, type GoalFigure } from './goal.ts';

/** Read as "how far from sharp", so that it rises with the wish. */
export const blur: GoalFigure = {
  axis: 'blur',
  names: { up: 'out of focus', down: 'in focus' },
  label: { en: 'steepness of edges (negative)', zh: '边缘陡度（取负）' },
  digits: 1,
  read: ({ fineness }) => -fineness.acuity,
  way: linear(({ fineness }, up) => Math.max(0.3, fineness.acuity * (up ? 0.6 : 0.35))),
  step: ({ fineness }) => Math.max(0.5, 0.4 * fineness.acuity),
};
