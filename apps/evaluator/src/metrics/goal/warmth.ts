import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const warmth: GoalFigure = {
  axis: 'warmth',
  names: { up: 'warmer', down: 'cooler' },
  label: { en: 'mean warmth b', zh: '平均冷暖 b' },
  digits: 1,
  read: (figures) => figures.cast.b,
  way: linear(({ cast }, up) =>
    up ? clamp(5.5 - 0.35 * Math.max(0, cast.b), 2.5, 6) : clamp(5.5 + 0.35 * Math.min(0, cast.b), 2.5, 6),
  ),
  step: () => 3,
};
