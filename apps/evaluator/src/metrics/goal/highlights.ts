import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const highlights: GoalFigure = {
  axis: 'highlights',
  names: { up: 'brighter highlights', down: 'softer highlights' },
  label: { en: 'highlight lightness (95th percentile)', zh: '高光亮度（第 95 百分位）' },
  digits: 1,
  read: (figures) => figures.lightness.p95,
  way: linear(({ lightness }, up) =>
    up ? clamp(0.55 * (99 - lightness.p95), 1.5, 9) : clamp(0.42 * (lightness.p95 - 74), 2.5, 10),
  ),
  step: () => 4,
};
