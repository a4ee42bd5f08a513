import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const lightness: GoalFigure = {
  axis: 'lightness',
  names: { up: 'brighter', down: 'darker' },
  label: { en: 'median lightness', zh: '亮度中值' },
  digits: 1,
  read: (figures) => figures.lightness.p50,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.5 * (84 - lightness.p50), 4, 18) : clamp(0.42 * (lightness.p50 - 12), 4, 18),
  ),
  step: () => 6,
};
