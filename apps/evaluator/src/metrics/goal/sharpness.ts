import { linear, type GoalFigure } from './goal.ts';

export const sharpness: GoalFigure = {
  axis: 'sharpness',
  names: { up: 'sharper edges', down: 'softer edges' },
  label: { en: 'steepness of edges', zh: '边缘陡度' },
  digits: 1,
  read: ({ fineness }) => fineness.acuity,
  way: linear(({ fineness }, up) => Math.max(0.3, fineness.acuity * (up ? 0.3 : 0.35))),
  step: ({ fineness }) => Math.max(0.5, 0.3 * fineness.acuity),
};
