import { linear, type GoalFigure } from './goal.ts';

export const clarity: GoalFigure = {
  axis: 'clarity',
  names: { up: 'more structure', down: 'softer detail' },
  label: { en: 'fine contrast', zh: '细节反差' },
  digits: 2,
  read: (figures) => figures.detail,
  way: linear((figures, up) => Math.max(0.05, figures.detail * (up ? 0.35 : 0.28))),
  step: (figures) => Math.max(0.1, 0.25 * figures.detail),
};
