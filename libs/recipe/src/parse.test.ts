import { Fault } from '@safelight/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingOf } from './build.ts';
import { changedSettings } from './changed.ts';
import { parseRecipe, validateRecipe } from './parse.ts';
import { stringifyRecipe } from './stringify.ts';

const json = (settings: unknown, foreign: unknown = []) => ({ schema: 1, settings, foreign });

function faultOf(action: () => unknown): Fault {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

test.each<[unknown, string]>([
  [null, ''],
  ['{}', ''],
  [[], ''],
  [{}, 'schema'],
  [{ schema: 3, settings: {}, foreign: [] }, 'schema'],
  [{ schema: '1', settings: {}, foreign: [] }, 'schema'],
  [{ schema: 1, settings: {}, foreign: [], masks: [] }, 'masks'],
  [{ schema: 1, settings: [], foreign: [] }, 'settings'],
  [{ schema: 1, settings: {} }, 'foreign'],
  [json({ exposure: 'bright' }), 'settings.exposure'],
  [json({ exposure: 6 }), 'settings.exposure'],
  [json({ contrast: 0.5 }), 'settings.contrast'],
  [json({ exposur: 1 }), 'settings.exposur'],
  [JSON.parse('{"schema":1,"settings":{"__proto__":{"exposure":1}},"foreign":[]}'), 'settings.__proto__'],
  [json({ maskSky: 1 }), 'settings.maskSky'],
  [json(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`tool${index}`, 1]))), 'settings'],
  [json({ lensBlurAmount: 101 }), 'settings.lensBlurAmount'],
  [json({ localExposure: 1 }), 'settings.localExposure'],
  [json({ cropLeft: 0.7, cropRight: 0.2 }), 'settings.cropLeft'],
  [json({ parametricShadowSplit: 60 }), 'settings.parametricShadowSplit'],
  [json({ temperature: 5000, incrementalTint: 3 }), 'settings.temperature'],
  [json({ cameraProfile: 'a\u0000b' }), 'settings.cameraProfile'],
  [json({}, [{ uri: 'u', name: 'n' }]), 'foreign[0]'],
  [
    json({}, [
      { uri: 'u', name: 'n', xml: '' },
      { uri: 'u', name: 'n', xml: '' },
    ]),
    'foreign[1]',
  ],
  [json({}, [{ uri: 'u', name: 'n', xml: 'x'.repeat(8 * 1024 * 1024 + 1) }]), 'foreign'],
])('%.80j is refused as recipe.invalid and names %j.', (value, field) => {
  const fault = faultOf(() => parseRecipe(value));
  expect(fault.code).toBe('recipe.invalid');
  expect(fault.field ?? '').toBe(field);
});

test('All bad fields are listed at once.', () => {
  const fault = faultOf(() => parseRecipe(json({ exposure: 6, contrast: 'x', nope: 1 })));
  expect(fault.problems.map((problem) => problem.field)).toEqual([
    'settings.exposure',
    'settings.contrast',
    'settings.nope',
  ]);
});

test('Whatever JSON comes in, the answer is a recipe or a fault.', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (any, settings) => {
      for (const value of [any, json(settings), json({}, any), json({ exposure: any, toneCurve: any })]) {
        try {
          parseRecipe(value);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
          expect((thrown as Fault).code).toBe('recipe.invalid');
        }
      }
    }),
  );
});

test('Defaults are left out and implied settings filled in.', () => {
  expect(parseRecipe(json({ exposure: 0, contrast: 3, temperature: 'as-shot' })).settings).toEqual({ contrast: 3 });
  expect(parseRecipe(json({ incrementalTint: 3 })).settings).toEqual({ whiteBalance: 'Custom', incrementalTint: 3 });
  expect(parseRecipe(json({ hasCrop: true })).settings).toEqual({});
});

test('settingOf fills the default in and refuses names that no recipe holds.', () => {
  const recipe = parseRecipe(json({ exposure: 1 }));
  expect(settingOf(recipe, 'exposure')).toBe(1);
  expect(settingOf(recipe, 'colorGradeBlending')).toBe(50);
  expect(settingOf(recipe, 'temperature')).toBe('as-shot');
  expect(settingOf(recipe, 'toneCurve')).toEqual([
    [0, 0],
    [255, 255],
  ]);
  expect([settingOf(recipe, 'sharpness'), settingOf(recipe, 'sharpness', 'raw')]).toEqual([0, 40]);
  expect(faultOf(() => settingOf(recipe, 'maskSky')).code).toBe('tool.unknown');
  expect(faultOf(() => settingOf(recipe, 'toString')).code).toBe('tool.unknown');
});

test('The text of a recipe is in catalogue order whatever the order it came in.', () => {
  const curve = [
    [0, 9],
    [255, 255],
  ];
  const left = stringifyRecipe(parseRecipe(json({ vibrance: 2, exposure: 1, toneCurve: curve })));
  const right = stringifyRecipe(parseRecipe(json({ toneCurve: curve, exposure: 1, vibrance: 2 })));
  expect(left).toBe(right);
  expect(left.split('\n').slice(2, 5)).toEqual(['  "settings": {', '    "exposure": 1,', '    "vibrance": 2,']);
  expect(changedSettings(parseRecipe(json({ vibrance: 2, exposure: 1 }))).map(({ tool }) => tool.name)).toEqual([
    'exposure',
    'vibrance',
  ]);
});

test('validateRecipe names what has no effect on the photo at hand.', () => {
  const recipe = parseRecipe(json({ temperature: 5000, glow: 20, exposure: 1 }));
  const notRendered = (tool: string) => (tool === 'glow' ? 'Glow comes later.' : undefined);
  expect(
    validateRecipe(recipe, { photoKind: 'rendered', notRendered }).map(({ code, field }) => [code, field]),
  ).toEqual([
    ['tool.notApplicable', 'settings.temperature'],
    ['tool.notRendered', 'settings.glow'],
  ]);
  expect(validateRecipe(recipe, { photoKind: 'raw' })).toEqual([]);
});
