import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const shadows: GoalFigure = {
  axis: 'shadows',
  names: { up: 'open shadows', down: 'deep shadows' },
  label: { en: 'shadow lightness (25th percentile)', zh: '暗部亮度（第 25 百分位）' },
  digits: 1,
  read: (figures) => figures.lightness.p25,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.28 * (64 - lightness.p25), 3, 10) : clamp(0.3 * lightness.p25, 3, 11),
  ),
  step: () => 5,
};
