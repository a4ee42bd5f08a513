import { linear, type GoalFigure } from './goal.ts';

export const clarity: GoalFigure = {
  axis: 'clarity',
  names: { up: 'more structure', down: 'softer detail' },
  label: { en: 'fine contrast', zh: '细节反差' },
  digits: 2,
  read: ({ measurement }) => measurement.detail,
  way: linear(({ measurement }, up) => Math.max(0.05, measurement.detail * (up ? 0.35 : 0.28))),
  step: ({ measurement }) => Math.max(0.1, 0.25 * measurement.detail),
};
