/** Signs of point colour: each acts on one swatch, sampled from the chart's orange patch unless said otherwise. */
import type { SettingValue, SettingValues } from '@safelight/core';
import { chromaOf, hueNear, meanOf, type Statistic } from '../support/statistics.ts';
import { difference, patch, type Sign } from './sign.ts';

const orange = { pointColorSourceHue: 30, pointColorSourceSaturation: 45, pointColorSourceLuminance: 40 };
const shift = { pointColorHueShift: 60 };

/** The tool's value put into a swatch of the orange patch. */
const of =
  (tool: string, others: SettingValues = {}): NonNullable<Sign['edit']> =>
  (value) => ({ pointColors: [{ ...orange, ...others, [tool]: value }] });
const moves = (
  tool: string,
  raises: Statistic,
  pairs: readonly (readonly [SettingValue, SettingValue])[],
  others = {},
) => pairs.map(([from, to]): Sign => ({ from, to, raises, edit: of(tool, others) }));
const both = [
  [-100, 0],
  [0, 100],
] as const;
const spread: Statistic = difference(hueNear(30)(patch('Yellow')), hueNear(30)(patch('Red')));
const onOrange = hueNear(30)(patch('Orange'));
/** Of the yellow patch: half a window away from the sample. */
const onYellow = hueNear(60)(patch('Yellow'));

export const pointColorSigns: Record<string, Sign[]> = {
  pointColor: [
    {
      from: false,
      to: true,
      raises: onOrange,
      edit: (value) => ({ pointColors: value === true ? [{ ...orange, ...shift }] : [] }),
    },
  ],
  pointColorSourceHue: moves('pointColorSourceHue', onOrange, [[120, 30]], shift),
  pointColorSourceSaturation: moves('pointColorSourceSaturation', onOrange, [[95, 45]], {
    ...shift,
    pointColorRange: 25,
  }),
  pointColorSourceLuminance: moves('pointColorSourceLuminance', onOrange, [[1, 40]], {
    ...shift,
    pointColorRange: 25,
  }),
  pointColorHueShift: moves('pointColorHueShift', onOrange, both),
  pointColorSaturationShift: moves('pointColorSaturationShift', chromaOf(patch('Orange')), both),
  pointColorLuminanceShift: moves('pointColorLuminanceShift', meanOf(patch('Orange')), both),
  pointColorRange: moves('pointColorRange', onYellow, [[0, 50], [50, 100]], shift), // prettier-ignore
  pointColorHueRange: moves('pointColorHueRange', onYellow, [[[0.3, 0.45, 0.55, 0.7], [0, 0.1, 0.9, 1]]], shift), // prettier-ignore
  pointColorSaturationRange: moves('pointColorSaturationRange', onOrange, [[[0.44, 0.449, 0.451, 0.46], [0, 0.3, 0.6, 1]]], { ...shift, pointColorSourceSaturation: 45, pointColorRange: 0 }), // prettier-ignore
  pointColorLuminanceRange: moves('pointColorLuminanceRange', onYellow, [[[0.5, 0.58, 0.59, 0.6], [0, 0.3, 0.9, 1]]], { ...shift, pointColorSourceLuminance: 30 }), // prettier-ignore
  pointColorVariance: moves('pointColorVariance', spread, both, { pointColorRange: 75 }),
};
