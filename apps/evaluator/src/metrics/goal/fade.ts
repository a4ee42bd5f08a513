import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const fade: GoalFigure = {
  axis: 'fade',
  names: { up: 'lifted blacks', down: 'deeper blacks' },
  label: { en: 'black point (1st percentile)', zh: '黑场（第 1 百分位）' },
  digits: 1,
  read: (figures) => figures.lightness.p01,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.5 * (34 - lightness.p01), 2, 13) : clamp(0.65 * lightness.p01, 1, 11),
  ),
  step: () => 4,
};
