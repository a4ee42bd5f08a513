/** Signs of masks and their geometry: where a correction that brightens acts on a grey picture of 180 × 120 pixels. */
import type { Mask, SettingValue, SettingValues } from '@safelight/core';
import { isPerceptual } from '../../src/masks/mattes.ts';
import { tools } from '@safelight/catalogue';
import { centres } from '../../src/groups/hsl/bands.ts';
import { encodeSrgb } from '../../src/colour/transfer.ts';
import { correctionOf, maskOf } from '../support/masked.ts';
import { hueColour, type Area } from '../support/picture.ts';
import { meanOf, type Statistic } from '../support/statistics.ts';
import { patch, ramp, type Sign } from './sign.ts';

const on = 'grey' as const;
/** Mean about a place, as a share of the picture. */
const at = (x: number, y: number): Statistic =>
  meanOf([Math.round(x * 180) - 2, Math.round(y * 120) - 2, 4, 4] satisfies Area);

const brightened = (masks: readonly Mask[]) => ({ corrections: [correctionOf({ localExposure: 1 }, masks)] });

/** The tool in a mask of the kind, from one value to the other. */
function moves(
  kind: string,
  tool: string,
  [from, to]: readonly [SettingValue, SettingValue],
  raises: Statistic,
  others: SettingValues = {},
): Sign {
  return { from, to, raises, on, edit: (value) => brightened([maskOf(kind, { ...others, [tool]: value })]) };
}

/** The kind itself: a mask of it against none. */
const selects = (mask: Mask, raises: Statistic, picture: Sign['on'] = on): Sign[] => [
  { from: false, to: true, raises, on: picture, edit: (value) => brightened(value === true ? [mask] : []) },
];

const linear = 'maskLinearGradient';
const across = { linearZeroX: 0, linearZeroY: 0.5, linearFullX: 1, linearFullY: 0.5 };
const down = { linearZeroX: 0.5, linearZeroY: 0, linearFullX: 0.5, linearFullY: 1 };
const band = 'maskLinearGradientBidirectional';
const bandAcross = { ...across, linearZero2X: 1, linearZero2Y: 0.5 };
const bandDown = { ...down, linearZero2X: 0.5, linearZero2Y: 1 };
const radial = 'maskRadialGradient';

const stroke = {
  brushRadius: 0.15,
  brushFlow: 100,
  brushFeather: 0,
  brushDensity: 100,
  brushDabs: [[0.5, 0.5]],
} satisfies SettingValues;
const painted = (
  tool: string,
  [from, to]: readonly [SettingValue, SettingValue],
  raises: Statistic,
  others = {},
): Sign => ({
  from,
  to,
  raises,
  on,
  edit: (value) => brightened([maskOf('maskBrush', {}, [{ ...stroke, ...others, [tool]: value }])]),
});

const orange = [...hueColour(centres[1]!, 0.45, 0.4).map(encodeSrgb), 0, 0, 0];
const orangePlace = ((): number[] => {
  const [left, top, width, height] = patch('Orange');
  return [left / 192, top / 128, (left + width) / 192, (top + height) / 128];
})();
const range = (
  tool: string,
  [from, to]: readonly [SettingValue, SettingValue],
  raises: Statistic,
  others = {},
): Sign => {
  const kind = tool.startsWith('lum') ? 'maskLuminanceRange' : 'maskColorRange';
  return { ...moves(kind, tool, [from, to], raises, others), on: 'chart' };
};

export const maskSigns: Record<string, Sign[]> = {
  maskLinearGradient: selects(maskOf(linear, across), at(0.8, 0.5)),
  maskLinearGradientBidirectional: selects(maskOf(band, bandAcross), at(0.5, 0.5)),
  maskRadialGradient: selects(maskOf(radial), at(0.5, 0.5)),
  maskBrush: selects(maskOf('maskBrush', {}, [stroke]), at(0.5, 0.5)),
  maskLuminanceRange: selects(maskOf('maskLuminanceRange', { luminanceRangeBounds: [0.4, 0.45, 0.55, 0.6] }), at(0.5, 0.5)),
  maskColorRange: selects(maskOf('maskColorRange', { colorRangeSamples: [orange] }), meanOf(patch('Orange')), 'chart'),
  ...Object.fromEntries(
    tools.filter(({ name }) => isPerceptual(name)).map(({ name }) => [name, selects(maskOf(name), at(0.5, 0.5))]),
  ),

  maskDepthRange: selects(maskOf('maskDepthRange'), at(0.5, 0.9)),
  // The ground at the lower edge is near.
  depthRangeBounds: [moves('maskDepthRange', 'depthRangeBounds', [[0.7, 1, 0.1], [0, 0.6, 0.1]], at(0.5, 0.95))],

  maskActive: [moves(radial, 'maskActive', [false, true], at(0.5, 0.5))],
  maskInvert: [moves(radial, 'maskInvert', [false, true], at(0.05, 0.05))],
  maskCombine: (['subtract', 'intersect', 'add'] as const).slice(1).map((to, i) => ({
    from: ['subtract', 'intersect'][i]!,
    to,
    raises: at(i === 0 ? 0.9 : 0.1, 0.9),
    on,
    edit: (value) =>
      brightened([
        maskOf(linear, across),
        maskOf(linear, { ...down, maskCombine: value }),
      ]),
  })),

  linearZeroX: [moves(linear, 'linearZeroX', [0.8, 0.1], at(0.6, 0.5), { ...across, linearFullX: 0.9 })],
  linearZeroY: [moves(linear, 'linearZeroY', [0.8, 0.1], at(0.5, 0.6), { ...down, linearFullY: 0.9 })],
  linearFullX: [moves(linear, 'linearFullX', [1, 0.4], at(0.5, 0.5), across)],
  linearFullY: [moves(linear, 'linearFullY', [1, 0.4], at(0.5, 0.5), down)],
  linearZero2X: [moves(band, 'linearZero2X', [0.8, 1.4], at(0.7, 0.5), bandAcross)],
  linearZero2Y: [moves(band, 'linearZero2Y', [0.8, 1.4], at(0.5, 0.7), bandDown)],
  linearFullPointDistance: [moves(band, 'linearFullPointDistance', [0.8, 0.25], at(0.25, 0.5), bandAcross)],

  radialTop: [moves(radial, 'radialTop', [0.25, 0], at(0.5, 0.2))],
  radialBottom: [moves(radial, 'radialBottom', [0.75, 1], at(0.5, 0.8))],
  radialLeft: [moves(radial, 'radialLeft', [0.25, 0], at(0.2, 0.5))],
  radialRight: [moves(radial, 'radialRight', [0.75, 1], at(0.8, 0.5))],
  // Turned clockwise, the right end of a flat ellipse goes down.
  radialAngle: [moves(radial, 'radialAngle', [0, 30], at(0.7, 0.68), { radialTop: 0.4, radialBottom: 0.6 })],
  radialFeather: [moves(radial, 'radialFeather', [100, 0], at(0.7, 0.5))],
  radialRoundness: [
    // Rectangle-like: toward the corners of the box. A circle: beyond the short side.
    moves(radial, 'radialRoundness', [0, -100], at(0.7, 0.7), { radialFeather: 10 }),
    moves(radial, 'radialRoundness', [0, 100], at(0.5, 0.66), { radialTop: 0.4, radialBottom: 0.6, radialFeather: 10 }),
  ],
  radialMidpoint: [moves(radial, 'radialMidpoint', [0, 100], at(0.68, 0.5))],

  brushRadius: [painted('brushRadius', [0.05, 0.2], at(0.6, 0.5))],
  brushFlow: [painted('brushFlow', [20, 100], at(0.5, 0.5))],
  brushFeather: [painted('brushFeather', [100, 0], at(0.6, 0.5))],
  brushDensity: [painted('brushDensity', [30, 100], at(0.5, 0.5))],
  brushDabs: [painted('brushDabs', [[[0.2, 0.2]], [[0.7, 0.7]]], at(0.7, 0.7))],

  luminanceRangeBounds: [
    range('luminanceRangeBounds', [[0.6, 0.7, 1, 1], [0, 0.1, 1, 1]], meanOf(ramp(0.3, 0.5))),
    range('luminanceRangeBounds', [[0, 0, 0.2, 0.3], [0, 0, 0.8, 0.9]], meanOf(ramp(0.5, 0.7))),
  ],
  rangeInvert: [
    {
      ...moves('maskLuminanceRange', 'rangeInvert', [false, true], meanOf(ramp(0.7, 0.9)), { luminanceRangeBounds: [0, 0, 0.4, 0.5] }),
      on: 'chart',
    },
  ],
  colorRangeRefine: [range('colorRangeRefine', [0, 100], meanOf(patch('Yellow')), { colorRangeSamples: [orange] })],
  colorRangeSamples: [range('colorRangeSamples', [[[0.1, 0.1, 0.9, 0, 0, 0]], [orange]], meanOf(patch('Orange')))],
  colorRangeArea: [range('colorRangeArea', [[[0, 0.9, 0.01, 1]], [orangePlace]], meanOf(patch('Orange')))],
}; // prettier-ignore
