import type { BalancedFigure } from './correction.ts';

export const colour: BalancedFigure = {
  name: 'balanced colour',
  label: { en: 'mean chroma', zh: '平均彩度' },
  read: ({ measurement }) => measurement.chroma.mean,
  band: [4.5, 13],
  halfAt: 3,
};
