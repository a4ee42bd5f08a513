import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const haze: GoalFigure = {
  axis: 'haze',
  names: { up: 'hazier', down: 'clearer' },
  label: { en: 'darkest tones (5th percentile)', zh: '最暗调（第 5 百分位）' },
  digits: 1,
  read: (figures) => figures.lightness.p05,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.28 * (60 - lightness.p05), 3, 11) : clamp(0.32 * lightness.p05, 2, 9),
  ),
  step: () => 4,
};
