import type { BalancedFigure } from './correction.ts';

export const whiteBalance: BalancedFigure = {
  name: 'neutral greys',
  label: { en: 'colour of the near-grey tones', zh: '近灰色调的偏色' },
  read: ({ measurement: { cast } }) => Math.hypot(cast.neutralA, cast.neutralB),
  band: [0, 1],
  halfAt: 2.5,
};
