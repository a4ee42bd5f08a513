import { emptyRecipe, type PhotoKind, type SettingValue, type ToolCall } from '@safelight/core';
import { expect, test } from 'vitest';
import { applyCalls } from './apply.ts';
import { parseRecipe } from './parse.ts';

const notRendered = (tool: string) => (tool === 'sharpness' ? 'Sharpening comes with a later engine.' : undefined);

function apply(
  calls: [string, SettingValue][],
  settings: Record<string, unknown> = {},
  photoKind: PhotoKind = 'rendered',
) {
  const recipe = parseRecipe({ schema: 1, settings, foreign: [] });
  const list: ToolCall[] = calls.map(([tool, value]) => ({ tool, value }));
  const applied = applyCalls(recipe, list, { photoKind, notRendered });
  return { settings: applied.recipe.settings, problems: applied.problems };
}

test('Values are absolute, later calls win, and a value at its default removes the setting.', () => {
  expect(
    apply(
      [
        ['exposure', 0.5],
        ['exposure', 0.7],
        ['contrast', 0],
      ],
      { contrast: 20, vibrance: 5 },
    ),
  ).toEqual({
    settings: { exposure: 0.7, vibrance: 5 },
    problems: [],
  });
});

test('Decimal sliders are held at the precision of the file format.', () => {
  expect(
    apply([
      ['exposure', 0.333333],
      ['cropLeft', 0.12345678],
    ]).settings,
  ).toEqual({
    exposure: 0.33,
    cropLeft: 0.123457,
    hasCrop: true,
  });
  expect(Object.is(apply([['exposure', -0.001]]).settings.exposure, undefined)).toBe(true);
});

test.each<[string, SettingValue, PhotoKind, string, string, RegExp]>([
  ['expsure', 1, 'rendered', 'tool.unknown', 'tool', /Did you mean exposure/],
  ['__proto__', 1, 'rendered', 'tool.unknown', 'tool', /no tool named/],
  ['sharpness', 40, 'rendered', 'tool.notRendered', 'tool', /later engine/],
  ['look', 1, 'rendered', 'tool.notRendered', 'tool', /only be carried/],
  ['maskSky', true, 'rendered', 'tool.badValue', 'target', /needs a target/],
  ['temperature', 5300, 'rendered', 'tool.notApplicable', 'tool', /Use incrementalTemperature/],
  ['incrementalTint', 5, 'raw', 'tool.notApplicable', 'tool', /Use tint/],
  ['whiteBalance', 'Daylight', 'rendered', 'tool.badValue', 'value', /needs a raw photo/],
  ['whiteBalance', 'Sunny', 'raw', 'tool.badValue', 'value', /Daylight/],
  ['contrast', 10.5, 'rendered', 'tool.badValue', 'value', /integer from -100 to 100.*Use 11/],
  ['contrast', 101, 'rendered', 'tool.outOfRange', 'value', /from -100 to 100.*Use 100/],
  ['exposure', -5.01, 'rendered', 'tool.outOfRange', 'value', /from -5 to 5/],
  ['exposure', Number.NaN, 'rendered', 'tool.badValue', 'value', /NaN/],
  ['exposure', 'bright', 'rendered', 'tool.badValue', 'value', /"bright"/],
  ['convertToGrayscale', 1, 'rendered', 'tool.badValue', 'value', /true or false/],
  ['vignetteStyle', 4, 'rendered', 'tool.badValue', 'value', /1 \(Highlight Priority\)/],
  ['toneCurve', [[0, 0]], 'rendered', 'tool.badValue', 'value', /2 to 16 points/],
  [
    'toneCurve',
    [
      [9, 0],
      [9, 1],
    ],
    'rendered',
    'tool.badValue',
    'value',
    /rising x/,
  ],
  [
    'toneCurve',
    [
      [0, 0],
      [300, 1],
    ],
    'rendered',
    'tool.outOfRange',
    'value',
    /0 to 255/,
  ],
  [
    'toneCurve',
    [
      [0, 0.5],
      [255, 1],
    ],
    'rendered',
    'tool.badValue',
    'value',
    /integers/,
  ],
  ['toneCurveName', 'My film', 'rendered', 'tool.badValue', 'value', /points of toneCurve/],
  ['toneCurveName', 'Custom', 'rendered', 'tool.badValue', 'value', /points of toneCurve/],
  ['hasCrop', true, 'rendered', 'tool.badValue', 'value', /edges of the crop/],
  ['processVersion', '5.7', 'rendered', 'tool.badValue', 'value', /Lightroom/],
  ['cameraProfile', '', 'rendered', 'tool.badValue', 'value', /1 to 200/],
  ['cropLeft', 1, 'rendered', 'tool.badValue', 'value', /less than cropRight/],
  ['parametricMidtoneSplit', 80, 'rendered', 'tool.badValue', 'value', /25, 80, 75/],
])('A call of %s with %j on a %s photo is refused as %s.', (tool, value, photoKind, code, part, message) => {
  const before = { contrast: 7 };
  const { settings, problems } = apply(
    [
      ['vibrance', 3],
      [tool, value],
    ],
    before,
    photoKind,
  );
  expect(problems).toEqual([{ code, field: `calls[1].${part}`, message: expect.stringMatching(message) }]);
  expect(settings).toEqual({ contrast: 7, vibrance: 3 });
});

test('Problems are reported in the order of the calls, and the valid calls take effect.', () => {
  const { settings, problems } = apply([
    ['cropLeft', 1],
    ['nonsense', 1],
    ['exposure', 1],
  ]);
  expect(problems.map((problem) => problem.field)).toEqual(['calls[0].value', 'calls[1].tool']);
  expect(settings).toEqual({ exposure: 1 });
});

test('A white balance number means mode Custom, and a mode drops the numbers.', () => {
  expect(apply([['incrementalTemperature', 12]]).settings).toEqual({
    whiteBalance: 'Custom',
    incrementalTemperature: 12,
  });
  expect(apply([['whiteBalance', 'Auto']], { incrementalTint: 4 }).settings).toEqual({ whiteBalance: 'Auto' });
  expect(apply([['whiteBalance', 'As Shot']], { incrementalTint: 4 }).settings).toEqual({});
  expect(apply([['temperature', 'as-shot']], { temperature: 5000, tint: 3 }, 'raw').settings).toEqual({
    whiteBalance: 'Custom',
    tint: 3,
  });
  expect(apply([['incrementalTint', 4]], { temperature: 5000 }).settings).toEqual({
    whiteBalance: 'Custom',
    incrementalTint: 4,
  });
});

test('Curve points mean a custom curve, and a named curve brings its points.', () => {
  expect(
    apply([
      [
        'toneCurveRed',
        [
          [0, 9],
          [255, 255],
        ],
      ],
    ]).settings,
  ).toEqual({
    toneCurveRed: [
      [0, 9],
      [255, 255],
    ],
    toneCurveName: 'Custom',
  });
  const medium = apply([['toneCurveName', 'Medium Contrast']]).settings;
  expect(medium.toneCurve).toContainEqual([32, 22]);
  expect(medium.toneCurveName).toBe('Custom');
  expect(apply([['toneCurveName', 'Linear']], medium).settings).toEqual({});
  expect(
    apply(
      [
        [
          'toneCurve',
          [
            [0, 0],
            [255, 255],
          ],
        ],
      ],
      medium,
    ).settings,
  ).toEqual({});
});

test('The crop exists while an edge or the angle is set, and switching it off clears it.', () => {
  const cropped = apply(
    [
      ['cropLeft', 0.6],
      ['cropRight', 0.9],
    ],
    { cropLeft: 0.1, cropRight: 0.5 },
  ).settings;
  expect(cropped).toEqual({ cropLeft: 0.6, cropRight: 0.9, hasCrop: true });
  expect(
    apply(
      [
        ['cropLeft', 0],
        ['cropRight', 1],
      ],
      cropped,
    ).settings,
  ).toEqual({});
  expect(apply([['hasCrop', false]], cropped).settings).toEqual({});
});

test('An edge that would turn the crop inside out leaves the crop as it was.', () => {
  const { settings, problems } = apply(
    [
      ['cropLeft', 0.8],
      ['exposure', 1],
    ],
    { cropRight: 0.5 },
  );
  expect(settings).toEqual({ exposure: 1, cropRight: 0.5, hasCrop: true });
  expect(problems).toHaveLength(1);
});

test('Upright is a setting of its own, because the file may lie on its side; as-shot takes it back.', () => {
  expect(apply([['orientation', 1]]).settings).toEqual({ orientation: 1 });
  expect(apply([['orientation', 'as-shot']], { orientation: 6 })).toEqual({ settings: {}, problems: [] });
  expect(apply([['orientation', 9]]).problems).toMatchObject([{ code: 'tool.badValue' }]);
});

test('The default of sharpening depends on the photo: 0 is a setting on raw files and none on others.', () => {
  const calls: ToolCall[] = [{ tool: 'sharpness', value: 0 }];
  const rendered = () => undefined;
  expect(applyCalls(emptyRecipe, calls, { photoKind: 'raw', notRendered: rendered }).recipe.settings).toEqual({
    sharpness: 0,
  });
  expect(applyCalls(emptyRecipe, calls, { photoKind: 'rendered', notRendered: rendered }).recipe.settings).toEqual({});
});
