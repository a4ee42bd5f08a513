import { emptyRecipe, Fault } from '@safelight/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecipe, validateRecipe } from './parse.ts';

const idA = 'A'.repeat(32);
const idB = 'B'.repeat(32);
const mask = { id: idB, tool: 'maskRadialGradient', name: '', settings: {}, strokes: [], foreign: [] };
const correction = { id: idA, name: 'face', settings: {}, pointColors: [], masks: [mask], foreign: [] };
const area = {
  tool: 'retouchHeal',
  settings: { retouchPosition: [0, 0], retouchSize: [0.1, 0.1] },
  strokes: [],
  foreign: [],
};
const swatch = { pointColorSourceHue: 1, pointColorSourceSaturation: 1, pointColorSourceLuminance: 1 };

const withCorrection = (part: object) => ({ ...emptyRecipe, corrections: [{ ...correction, ...part }] });
const withMask = (part: object) => withCorrection({ masks: [{ ...mask, ...part }] });
const withArea = (part: object) => ({ ...emptyRecipe, retouch: [{ ...area, ...part }] });
const radial = (radialTop: unknown) => withMask({ settings: { radialTop } });

function fieldsOf(json: unknown): readonly string[] {
  try {
    parseRecipe(json);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Fault);
    expect((thrown as Fault).code).toBe('recipe.invalid');
    return (thrown as Fault).problems.map(({ field }) => field);
  }
  return [];
}

test.each<[string, unknown, string]>([
  ['no list', { ...emptyRecipe, corrections: {} }, 'corrections'],
  ['no object', { ...emptyRecipe, corrections: [1] }, 'corrections[0]'],
  ['an unknown field', withCorrection({ colour: 1 }), 'corrections[0].colour'],
  ['a bad id', withCorrection({ id: 'sky' }), 'corrections[0].id'],
  ['an id that is there twice', withMask({ id: idA }), 'corrections[0].masks[0].id'],
  ['a name with a control character', withCorrection({ name: 'a\u0000' }), 'corrections[0].name'],
  ['no mask', withCorrection({ masks: [] }), 'corrections[0].masks'],
  ['a global tool', withCorrection({ settings: { exposure: 1 } }), 'corrections[0].settings.exposure'],
  ['a value out of range', withCorrection({ settings: { localTint: 101 } }), 'corrections[0].settings.localTint'],
  [
    'two equal x in a curve',
    withCorrection({
      settings: {
        localCurve: [
          [9, 0],
          [9, 1],
        ],
      },
    }),
    'corrections[0].settings.localCurve',
  ],
  ['an unknown mask', withMask({ tool: 'maskMoon' }), 'corrections[0].masks[0].tool'],
  ['an adjustment as mask', withMask({ tool: 'localTint' }), 'corrections[0].masks[0].tool'],
  ['NaN', radial(Number.NaN), 'corrections[0].masks[0].settings.radialTop'],
  ['infinity', radial(Infinity), 'corrections[0].masks[0].settings.radialTop'],
  ['a mask too far off the picture', radial(11), 'corrections[0].masks[0].settings.radialTop'],
  [
    'geometry of another mask',
    withMask({ settings: { linearZeroX: 0 } }),
    'corrections[0].masks[0].settings.linearZeroX',
  ],
  ['strokes on a gradient', withMask({ strokes: [{ brushDabs: [[0, 0]] }] }), 'corrections[0].masks[0].strokes[0]'],
  [
    'a stroke without dabs',
    withMask({ tool: 'maskBrush', strokes: [{ brushFlow: 3 }] }),
    'corrections[0].masks[0].strokes[0].brushDabs',
  ],
  [
    'a dab of one number',
    withMask({ tool: 'maskBrush', strokes: [{ brushDabs: [[0, 0], [0]] }] }),
    'corrections[0].masks[0].strokes[0].brushDabs',
  ],
  [
    'a range that falls',
    withMask({ tool: 'maskLuminanceRange', settings: { luminanceRangeBounds: [0, 0.6, 0.5, 1] } }),
    'corrections[0].masks[0].settings.luminanceRangeBounds',
  ],
  [
    'a combination that does not exist',
    withMask({ settings: { maskCombine: 'xor' } }),
    'corrections[0].masks[0].settings.maskCombine',
  ],
  [
    'half a person',
    withMask({ tool: 'maskPerson', settings: { personInstance: [0.5] } }),
    'corrections[0].masks[0].settings.personInstance',
  ],
  ['a bad foreign property', withMask({ foreign: [{}] }), 'corrections[0].masks[0].foreign[0]'],
  ['a swatch without sample', { ...emptyRecipe, pointColors: [{}] }, 'pointColors[0].pointColorSourceHue'],
  ['a ninth swatch', { ...emptyRecipe, pointColors: Array.from({ length: 9 }, () => swatch) }, 'pointColors'],
  ['a place without size', withArea({ settings: { retouchPosition: [0, 0] } }), 'retouch[0].settings.retouchSize'],
  [
    'a position of three numbers',
    withArea({ settings: { ...area.settings, retouchPosition: [0, 0, 0] } }),
    'retouch[0].settings.retouchPosition',
  ],
  [
    'too many corrections',
    {
      ...emptyRecipe,
      corrections: Array.from({ length: 65 }, (_, n) => ({
        ...correction,
        id: String(n).padStart(32, '0'),
        masks: [{ ...mask, id: String(n).padStart(32, 'C') }],
      })),
    },
    'corrections',
  ],
  ['a wide list', { ...emptyRecipe, retouch: Array.from({ length: 5_000 }, () => area) }, 'retouch'],
])('A recipe with %s is refused and names the field.', (_what, json, field) => {
  expect(fieldsOf(json)).toContain(field);
});

test('Masks off the picture, an empty name and a painted repair are fine.', () => {
  expect(fieldsOf(radial(-3))).toEqual([]);
  expect(fieldsOf(withCorrection({ name: '' }))).toEqual([]);
  expect(fieldsOf(withArea({ settings: {}, strokes: [{ brushDabs: [[0.5, 0.5]] }] }))).toEqual([]);
});

test('Ten thousand dabs are read as they are, and more than the limit are refused.', () => {
  const dabs = (count: number) => Array.from({ length: count }, (_, index) => [index / count, 0.25]);
  const painted = (count: number) => withMask({ tool: 'maskBrush', strokes: [{ brushDabs: dabs(count) }] });
  const [stroke] = parseRecipe(painted(10_000)).corrections[0]!.masks[0]!.strokes;
  expect((stroke!['brushDabs'] as unknown[]).length).toBe(10_000);
  expect(fieldsOf(painted(100_001))).toContain('corrections[0].masks[0].strokes[0].brushDabs');
});

test('A hostile recipe costs no more than a list of its first mistakes.', () => {
  const settings = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`maskSettin${index}`, 1]));
  const masks = Array.from({ length: 32 }, (_, index) => ({ ...mask, id: String(index).padStart(32, '0'), settings }));
  const corrections = Array.from({ length: 64 }, () => ({ ...correction, masks }));
  expect(fieldsOf({ ...emptyRecipe, corrections })).toHaveLength(200);
});

test('Whatever stands in the parts, the answer is a recipe or a fault.', () => {
  const json = fc.jsonValue();
  fc.assert(
    fc.property(json, json, json, (a, b, c) => {
      fieldsOf({ ...emptyRecipe, pointColors: a, corrections: b, retouch: c });
      fieldsOf(withMask({ settings: a, strokes: b, name: c }));
      fieldsOf(withCorrection({ settings: a, pointColors: b, foreign: c }));
      fieldsOf(withMask({ tool: 'maskBrush', settings: { maskCombine: a }, strokes: [{ brushDabs: b }] }));
    }),
  );
});

test('A recipe of schema 1 is one of schema 2 without parts.', () => {
  const old = { schema: 1, settings: { exposure: 1 }, foreign: [] };
  expect(parseRecipe(old)).toEqual({ ...emptyRecipe, settings: { exposure: 1 } });
});

test('validateRecipe names parts that the engine does not render.', () => {
  const recipe = parseRecipe(withCorrection({ settings: { localMoire: 5, localTint: 3 }, pointColors: [swatch] }));
  const notRendered = (tool: string) => (tool === 'localMoire' || tool === 'maskRadialGradient' ? 'Later.' : undefined);
  expect(validateRecipe(recipe, { notRendered }).map(({ field }) => field)).toEqual([
    'corrections[0].settings.localMoire',
    'corrections[0].masks[0].tool',
  ]);
});
