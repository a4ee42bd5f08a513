import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const contrast: GoalFigure = {
  axis: 'contrast',
  names: { up: 'more contrast', down: 'less contrast' },
  label: { en: 'spread of lightness', zh: '明暗反差（标准差）' },
  digits: 1,
  read: (figures) => figures.lightness.deviation,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.3 * (33 - lightness.deviation), 1.5, 5.5) : clamp(0.3 * (lightness.deviation - 6), 1.5, 5.5),
  ),
  step: () => 3,
};
