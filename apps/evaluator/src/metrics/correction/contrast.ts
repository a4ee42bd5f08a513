import type { BalancedFigure } from './correction.ts';

export const contrast: BalancedFigure = {
  name: 'balanced contrast',
  label: { en: 'spread of lightness', zh: '明暗反差' },
  read: ({ measurement }) => measurement.lightness.deviation,
  band: [16, 26],
  halfAt: 5,
};
