import type { BalancedFigure } from './correction.ts';

/** Middle grey (18 % reflectance) has OKLab lightness 56; medians of well exposed pictures lie around it. */
export const exposure: BalancedFigure = {
  name: 'balanced exposure',
  label: { en: 'median lightness', zh: '亮度中值' },
  read: ({ measurement }) => measurement.lightness.p50,
  band: [42, 63],
  halfAt: 9,
};
