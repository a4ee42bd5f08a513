import { linear, type GoalFigure } from './goal.ts';

export const texture: GoalFigure = {
  axis: 'texture',
  names: { up: 'more fine structure', down: 'smoother surfaces' },
  label: { en: 'fine structure', zh: '细微纹理' },
  digits: 2,
  read: ({ fineness }) => fineness.structure,
  way: linear(({ fineness }, up) => Math.max(0.03, fineness.structure * (up ? 0.35 : 0.3))),
  step: ({ fineness }) => Math.max(0.05, 0.3 * fineness.structure),
};
