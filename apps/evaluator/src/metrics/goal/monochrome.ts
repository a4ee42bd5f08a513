import { colourSpreadOfMonochrome } from '../metric.ts';
import { linear, type GoalFigure } from './goal.ts';

/** Read as "how far from coloured", so that it rises with the wish; a toned black-and-white picture counts as one. */
export const monochrome: GoalFigure = {
  axis: 'monochrome',
  names: { up: 'black and white', down: 'in colour' },
  label: { en: 'colour difference at equal lightness (negative)', zh: '同亮度色差（取负）' },
  digits: 1,
  read: ({ colourSpread }) => -colourSpread,
  // Half the threshold short of zero: JPEG noise keeps a black-and-white picture from being exactly colourless.
  way: linear(({ colourSpread }, up) => (up ? Math.max(0.1, colourSpread - colourSpreadOfMonochrome / 2) : 3)),
  step: () => 1,
};
