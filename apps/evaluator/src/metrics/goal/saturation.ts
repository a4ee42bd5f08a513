import { clamp } from '../curves.ts';
import { linear, type GoalFigure } from './goal.ts';

export const saturation: GoalFigure = {
  axis: 'saturation',
  names: { up: 'more colourful', down: 'more muted' },
  label: { en: 'mean chroma', zh: '平均彩度' },
  digits: 1,
  read: (figures) => figures.chroma,
  way: linear(({ chroma }, up) => chroma * (up ? clamp(0.06 * (15 - chroma), 0.15, 0.55) : 0.55)),
  step: ({ chroma }) => Math.max(2.5, 0.25 * chroma),
};
