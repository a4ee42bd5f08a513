import { linear, type GoalFigure } from './goal.ts';

export const vignette: GoalFigure = {
  axis: 'vignette',
  names: { up: 'darker corners', down: 'lighter corners' },
  label: { en: 'centre minus corners in lightness', zh: '中心与四角的亮度差' },
  digits: 1,
  read: ({ cornerFall }) => cornerFall,
  way: linear(() => 4.5),
  step: () => 3,
};
