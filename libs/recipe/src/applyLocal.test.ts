import { emptyRecipe, limits, type Recipe, type ToolCall } from '@safelight/core';
import { expect, test } from 'vitest';
import { applyCalls } from './apply.ts';
import { parseRecipe } from './parse.ts';

const notRendered = (tool: string) => (tool === 'localMoire' ? 'Moire comes later.' : undefined);

function apply(calls: readonly ToolCall[], recipe: Recipe = emptyRecipe) {
  return applyCalls(recipe, calls, { photoKind: 'rendered', notRendered });
}

/** A recipe that the calls make without a complaint. */
function made(...calls: readonly ToolCall[]): Recipe {
  const { recipe, problems } = apply(calls);
  expect(problems).toEqual([]);
  return parseRecipe(JSON.parse(JSON.stringify(recipe)));
}

const sky: ToolCall = { tool: 'maskSky', target: 'sky', value: true };
const darker: ToolCall = { tool: 'localExposure', target: 'sky', value: -0.5 };
const swatch = { pointColorSourceHue: 30, pointColorSourceSaturation: 50, pointColorSourceLuminance: 40 };
const spot = { retouchPosition: [0.2, 0.3], retouchSize: [0.01, 0.01] };

test('A new name makes a correction, and its id depends on nothing but the calls.', () => {
  const recipe = made(sky, darker);
  expect(recipe.corrections).toMatchObject([
    { name: 'sky', settings: { localExposure: -0.5 }, masks: [{ tool: 'maskSky', settings: {} }] },
  ]);
  expect(made(sky, darker)).toEqual(recipe);
  expect(made({ ...sky, target: 'clouds' }).corrections[0]!.id).not.toBe(recipe.corrections[0]!.id);
});

test('The mask may come after the adjustment in the same step, and a correction without one is refused.', () => {
  expect(made(darker, sky)).toEqual(made(sky, darker));
  const { recipe, problems } = apply([darker, { tool: 'exposure', value: 1 }]);
  expect(recipe).toMatchObject({ corrections: [], settings: { exposure: 1 } });
  expect(problems).toEqual([
    { code: 'tool.badValue', field: 'calls[0].target', message: expect.stringMatching(/has no mask.*such as maskSky/) },
  ]);
});

test('A correction is found by its name or its id, and adjustments at their default are left out.', () => {
  const before = made(sky, darker);
  const { id } = before.corrections[0]!;
  const calls: ToolCall[] = [
    { tool: 'localExposure', target: id, value: 0 },
    { tool: 'localSaturation', target: 'sky', value: 12 },
    { tool: 'localActive', target: 'sky', value: false },
    { tool: 'localAmount', target: 'sky', value: 50 },
  ];
  expect(apply(calls, before).recipe.corrections).toMatchObject([
    { settings: { localSaturation: 12, localActive: false, localAmount: 50 } },
  ]);
});

test('Masks join in order, geometry alone changes the last one, and the same mask again is no further one.', () => {
  const fade: ToolCall = {
    tool: 'maskLinearGradient',
    target: 'sky',
    value: { maskCombine: 'intersect', linearZeroY: 0.7 },
  };
  const before = made(sky, fade, { tool: 'linearZeroY', target: 'sky', value: 0.8 });
  expect(before.corrections[0]!.masks).toMatchObject([
    { tool: 'maskSky', settings: {} },
    { tool: 'maskLinearGradient', settings: { maskCombine: 'intersect', linearZeroY: 0.8 } },
  ]);
  expect(apply([sky], before).recipe).toEqual(before);
  expect(apply([{ ...sky, value: { maskInvert: true } }], before).recipe.corrections[0]!.masks).toHaveLength(3);
});

test('False takes the masks of a tool away, and with the last mask the correction.', () => {
  const radial: ToolCall = { tool: 'maskRadialGradient', target: 'sky', value: {} };
  const both = made(sky, radial);
  const one = apply([{ ...sky, value: false }], both).recipe;
  expect(one.corrections[0]!.masks.map(({ tool }) => tool)).toEqual(['maskRadialGradient']);
  expect(apply([{ ...radial, value: false }], one).recipe).toEqual(emptyRecipe);
  const swapped = apply([{ ...sky, value: false }, radial, darker], made(sky)).recipe;
  expect(swapped.corrections).toMatchObject([{ masks: [{ tool: 'maskRadialGradient' }] }]);
});

test('A brush gets strokes by its dabs, and its sliders change the last stroke.', () => {
  const recipe = made(
    { tool: 'maskBrush', target: 'hair', value: { brushRadius: 0.1, brushDabs: [[0.1, 0.1]] } },
    { tool: 'brushDabs', target: 'hair', value: [[0.5, 0.5, 0.02, 0.7]] },
    { tool: 'brushFlow', target: 'hair', value: 40 },
  );
  expect(recipe.corrections[0]!.masks[0]!.strokes).toEqual([
    { brushRadius: 0.1, brushDabs: [[0.1, 0.1]] },
    { brushRadius: 0.1, brushFlow: 40, brushDabs: [[0.5, 0.5, 0.02, 0.7]] },
  ]);
});

test('Swatches and retouched places are set, changed and taken away by their number.', () => {
  const recipe = made(
    { tool: 'pointColor', target: '1', value: { ...swatch, pointColorHueShift: 10 } },
    { tool: 'pointColorHueShift', target: '1', value: 20 },
    { tool: 'retouchHeal', target: '1', value: spot },
    { tool: 'retouchClone', target: '2', value: { ...spot, retouchFeather: 20 } },
    { tool: 'retouchOpacity', target: '2', value: 60 },
  );
  expect(recipe.pointColors).toEqual([{ ...swatch, pointColorHueShift: 20 }]);
  expect(recipe.retouch).toMatchObject([
    { tool: 'retouchHeal', settings: spot },
    { tool: 'retouchClone', settings: { ...spot, retouchFeather: 20, retouchOpacity: 60 } },
  ]);
  const { recipe: less } = apply(
    [
      { tool: 'pointColor', target: '1', value: false },
      { tool: 'retouchHeal', target: '1', value: false },
    ],
    recipe,
  );
  expect([less.pointColors.length, less.retouch.map(({ tool }) => tool)]).toEqual([0, ['retouchClone']]);
});

test('A correction has swatches of its own.', () => {
  const local: ToolCall = { tool: 'localPointColor', target: 'sky', value: { ...swatch, pointColorVariance: -30 } };
  const recipe = made(sky, local);
  expect(recipe.corrections[0]!.pointColors).toEqual([{ ...swatch, pointColorVariance: -30 }]);
  expect(apply([local], recipe).recipe).toEqual(recipe);
  expect(apply([{ ...local, value: false }], recipe).recipe.corrections[0]!.pointColors).toEqual([]);
});

test('Computed digests go when a mask changes and stay when it does not.', () => {
  const crs = 'http://ns.adobe.com/camera-raw-settings/1.0/';
  const foreign = [
    { uri: crs, name: 'MaskDigest', xml: '<a/>' },
    { uri: crs, name: 'MaskVersion', xml: '<a/>' },
  ];
  const [correction] = made(sky).corrections;
  const masks = correction!.masks.map((mask) => ({ ...mask, foreign }));
  const before = parseRecipe({ ...emptyRecipe, corrections: [{ ...correction, masks }] });
  const names = (calls: ToolCall[]) =>
    apply(calls, before).recipe.corrections[0]!.masks[0]!.foreign.map(({ name }) => name);
  expect(names([darker, { tool: 'maskInvert', target: 'sky', value: false }])).toEqual(['MaskDigest', 'MaskVersion']);
  expect(names([{ tool: 'maskInvert', target: 'sky', value: true }])).toEqual(['MaskVersion']);
  const upright = [{ uri: crs, name: 'UprightTransform_0', xml: '<a/>' }];
  const turned = (calls: ToolCall[]) => apply(calls, parseRecipe({ ...emptyRecipe, foreign: upright })).recipe.foreign;
  expect([turned([{ tool: 'exposure', value: 1 }]), turned([{ tool: 'upright', value: 1 }])]).toEqual([upright, []]);
});

const full = made(sky);
const manySwatches = Array.from({ length: 8 }, () => swatch);

test.each<[string, ToolCall, Recipe, string, RegExp]>([
  ['no target', { tool: 'localExposure', value: 1 }, full, 'target', /needs a target/],
  ['a target on a global tool', { tool: 'exposure', value: 1, target: 'sky' }, full, 'target', /whole photo/],
  ['an unknown correction', { tool: 'linearZeroX', target: 'sea', value: 1 }, full, 'target', /There are "sky"/],
  ['a name with a line break', { ...sky, target: 'a\nb' }, full, 'target', /visible characters/],
  ['a long name', { ...sky, target: 'x'.repeat(201) }, full, 'target', /at most 200/],
  ['a bad value', { ...darker, value: 9 }, full, 'value', /from -4 to 4/],
  ['NaN', { ...darker, value: Number.NaN }, full, 'value', /NaN/],
  ['a number for a mask', { ...sky, value: 1 }, full, 'value', /its fields/],
  ['a field of another mask', { ...sky, value: { linearZeroX: 1 } }, full, 'value.linearZeroX', /no part of maskSky/],
  ['an unknown field', { ...sky, value: { maskInvrt: true } }, full, 'value.maskInvrt', /maskInvert/],
  ['a field out of range', { ...sky, value: { aiReferencePoint: [0.5, 99] } }, full, 'value.aiReferencePoint', /99/],
  ['geometry of another mask', { tool: 'radialTop', target: 'sky', value: 0 }, full, 'tool', /maskSky/],
  [
    'a stroke without dabs',
    { tool: 'maskBrush', target: 'x', value: { brushFlow: 9 } },
    full,
    'value.brushDabs',
    /brushDabs/,
  ],
  ['a tool that is not rendered', { tool: 'localMoire', target: 'sky', value: 9 }, full, 'tool', /Moire comes later/],
  [
    'a swatch without sample',
    { tool: 'pointColor', target: '1', value: {} },
    full,
    'value.pointColorSourceHue',
    /sample/,
  ],
  ['a swatch that is not there', { tool: 'pointColorRange', target: '1', value: 9 }, full, 'target', /there are 0/],
  ['a swatch too far on', { tool: 'pointColor', target: '3', value: swatch }, full, 'target', /"1" makes a new one/],
  ['a number that is none', { tool: 'retouchHeal', target: 'nose', value: spot }, full, 'target', /number/],
  [
    'a place without size',
    { tool: 'retouchHeal', target: '1', value: { retouchPosition: [0, 0] } },
    full,
    'value.retouchSize',
    /retouchSize/,
  ],
  [
    'a ninth swatch',
    { tool: 'pointColor', target: '9', value: swatch },
    { ...emptyRecipe, pointColors: manySwatches },
    'target',
    /at most 8/,
  ],
])('A call with %s is refused and names its field.', (_what, call, recipe, part, message) => {
  const after = apply([call], recipe);
  expect(after.problems[0]).toMatchObject({ field: `calls[0].${part}`, message: expect.stringMatching(message) });
  expect(after.recipe).toEqual(parseRecipe(recipe));
});

test('Limits hold: corrections, masks and dabs.', () => {
  const named = (index: number): ToolCall => ({ tool: 'maskSky', target: `s${index}`, value: true });
  const many = made(...Array.from({ length: limits.correctionsPerRecipeMax }, (_, index) => named(index)));
  expect(apply([named(99)], many).problems[0]!.message).toMatch(/at most 64/);
  const radial = (index: number): ToolCall => ({
    tool: 'maskRadialGradient',
    target: 'sky',
    value: { radialTop: index / 100 },
  });
  const masks = made(...Array.from({ length: limits.masksPerCorrectionMax }, (_, index) => radial(index)));
  expect(apply([radial(99)], masks).problems[0]!.message).toMatch(/at most 32/);
  const brushDabs = Array.from({ length: 60_000 }, (_, index) => [index / 60_000, 0.5]);
  const painted = made({ tool: 'maskBrush', target: 'hair', value: { brushDabs } });
  const { problems } = apply([{ tool: 'maskBrush', target: 'skin', value: { brushDabs } }], painted);
  expect(problems[0]).toMatchObject({ field: 'calls[0].value.brushDabs', message: expect.stringMatching(/120000/) });
});
