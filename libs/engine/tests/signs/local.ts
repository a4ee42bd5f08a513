/** Signs of local adjustments: each moves inside its correction what the tool of the whole photo moves everywhere. */
import type { SettingValue } from '@safelight/core';
import { correctionOf } from '../support/masked.ts';
import { areas } from '../support/picture.ts';
import {
  chromaOf,
  deviationOf,
  hueNear,
  meanOf,
  steepestIn,
  towardHue,
  type Statistic,
} from '../support/statistics.ts';
import { detailSigns } from './detail.ts';
import { globalSigns } from './global.ts';
import { glowSigns } from './glow.ts';
import { patch, slider, type Sign } from './sign.ts';

/** The sign with the tool, and what goes with it, in a correction of the whole picture. */
const local =
  (tool: string, companions: Readonly<Record<string, SettingValue>> = {}) =>
  (sign: Omit<Sign, 'edit'>): Sign => ({
    ...sign,
    with: {},
    edit: (value) => ({ corrections: [correctionOf({ ...companions, [tool]: value })] }),
  });

const like = (tool: string, signs: readonly Sign[]): [string, Sign[]] => [
  tool,
  signs
    .filter(({ from, to }) => [from, to].every((value) => typeof value !== 'number' || Math.abs(value) <= 100))
    .map((sign) => {
      // Companions of the tool of the whole photo have the same names here, but for the prefix.
      const companions = Object.entries(sign.with ?? {}).map(([name, value]): [string, SettingValue] => [
        name.replace(/^\w/, (letter) => `local${letter.toUpperCase()}`).replace('localToneCurve', 'localCurve'),
        value,
      ]);
      return local(tool, Object.fromEntries(companions))(sign);
    }),
];

const sameName = (tool: string): [string, Sign[]] =>
  like(`local${tool[0]!.toUpperCase()}${tool.slice(1)}`, globalSigns[tool]!);

const zones = ['Shadow', 'Midtone', 'Highlight', 'Global'];
const less =
  (statistic: Statistic): Statistic =>
  (picture) =>
    -statistic(picture);
const orange = {
  pointColorSourceHue: 30,
  pointColorSourceSaturation: 45,
  pointColorSourceLuminance: 40,
  pointColorHueShift: 60,
};
const onOrange = hueNear(30)(patch('Orange'));
const grainy = deviationOf([0, 0, 180, 120]);

export const localSigns: Record<string, Sign[]> = {
  ...Object.fromEntries(
    [
      'contrast',
      'highlights',
      'shadows',
      'whites',
      'blacks',
      'texture',
      'clarity',
      'dehaze',
      'saturation',
      'colorGradeBlending',
      'colorGradeBalance',
      ...zones.flatMap((zone) => ['Hue', 'Sat', 'Lum'].map((part) => `colorGrade${zone}${part}`)),
    ].map(sameName),
  ),
  localExposure: [
    { from: 0, to: 1, raises: meanOf(areas.mid) },
    { from: -4, to: 0, raises: meanOf(areas.light) },
  ].map(local('localExposure')),
  ...Object.fromEntries([
    like('localTemperature', globalSigns['incrementalTemperature']!),
    like('localTint', globalSigns['incrementalTint']!),
    like('localCurve', globalSigns['toneCurve']!),
    like('localCurveRed', globalSigns['toneCurveRed']!),
    like('localCurveGreen', globalSigns['toneCurveGreen']!),
    like('localCurveBlue', globalSigns['toneCurveBlue']!),
    like('localCurveRefineSaturation', globalSigns['curveRefineSaturation']!),
    like('localSharpness', detailSigns['sharpness']!),
    like('localNoise', detailSigns['luminanceNoiseReduction']!),
    like('localGrain', globalSigns['grainAmount']!),
    like('localGlow', glowSigns['glow']!.slice(0, 2)),
  ]),
  localAmount: [
    { from: 0, to: 100, raises: meanOf(areas.mid) },
    { from: 100, to: 200, raises: meanOf(areas.mid) },
  ].map(local('localAmount', { localExposure: 0.6 })),
  localActive: [{ from: false, to: true, raises: meanOf(areas.mid) }].map(local('localActive', { localExposure: 1 })),
  // A turn of the OKLab plane goes from red over yellow to green.
  localHue: slider(onOrange).map((sign) =>
    local('localHue')({ ...sign, from: Number(sign.from) / 3, to: Number(sign.to) / 3 }),
  ),
  localToningHue: [0, 90, 180, 270].map((hue) =>
    local('localToningHue', { localToningSaturation: 80 })({
      from: (hue + 180) % 360,
      to: hue,
      raises: towardHue(hue)(areas.mid),
    }),
  ),
  localToningSaturation: [
    { from: 0, to: 50, raises: chromaOf(areas.mid) },
    { from: 50, to: 100, raises: chromaOf(areas.mid) },
  ].map(local('localToningSaturation', { localToningHue: 30 })),
  localPointColor: [
    {
      from: false,
      to: true,
      raises: onOrange,
      edit: (value) => ({ corrections: [correctionOf({}, undefined, value === true ? [orange] : [])] }),
    },
  ],
  localDefringe: [
    { from: 0, to: 50, raises: less(chromaOf([60, 10, 2, 100])), on: 'seams' as const },
    { from: 50, to: 100, raises: less(chromaOf([120, 10, 2, 100])), on: 'seams' as const },
  ].map(local('localDefringe')),
  localMoire: [{ from: 0, to: 100, raises: less(chromaOf([40, 20, 100, 80])), on: 'moire' as const }].map(
    local('localMoire'),
  ),
};

/** Negative sliders that take away from what the whole photo has. */
localSigns['localGrain']!.push({
  ...local('localGrain')({ from: -100, to: 0, raises: grainy, on: 'grey' }),
  with: { grainAmount: 60 },
});
localSigns['localSharpness']!.push(
  local('localSharpness')({ from: -100, to: 0, raises: steepestIn([80, 60, 20, 1]), on: 'soft' }),
);
