import {
  canonicalJson,
  emptyRecipe,
  type ForeignProperty,
  type Mask,
  type PhotoKind,
  type Recipe,
  type SettingValues,
} from '@safelight/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCalls } from './apply.ts';
import { buildRecipe } from './build.ts';
import { changedSettings } from './changed.ts';
import { diffRecipes, mergeRecipes } from './combine.ts';
import { parseRecipe } from './parse.ts';
import { stringifyRecipe } from './stringify.ts';
import { recipeArbitrary } from './testing.ts';

const foreign: fc.Arbitrary<ForeignProperty[]> = fc.uniqueArray(
  fc.record({ uri: fc.constantFrom('urn:a', 'urn:b'), name: fc.constantFrom('x', 'y', 'z'), xml: fc.string() }),
  { selector: ({ uri, name }) => `${uri} ${name}` },
);

function recipes(photoKind: PhotoKind): fc.Arbitrary<Recipe> {
  return fc
    .tuple(recipeArbitrary({ photoKind }), foreign)
    .map(([recipe, properties]) => buildRecipe({ ...recipe, foreign: properties }));
}

/** What the recipe does, without what no call carries: names, ids and the order of corrections, strokes of repairs. */
function effectOf({ settings, pointColors, corrections, retouch }: Recipe): unknown {
  const masks = (list: readonly Mask[]) => list.map(({ tool, settings: own, strokes }) => ({ tool, own, strokes }));
  const local = corrections.map((one) => canonicalJson([one.settings, one.pointColors, masks(one.masks)]));
  const dabs = (strokes: readonly SettingValues[]) =>
    strokes.flatMap(({ brushDabs, brushRadius = 0.05 }) =>
      (brushDabs as number[][]).map(([x, y, radius = brushRadius]) => [x, y, radius]),
    );
  const areas = retouch.map(({ tool, settings: own, strokes }) => ({ tool, own, dabs: dabs(strokes) }));
  return { settings, pointColors, local: local.toSorted(), areas };
}

const kinds: PhotoKind[] = ['rendered', 'raw'];

test.each(kinds)('JSON gives the same recipe back, and equal recipes give equal text (%s).', (photoKind) => {
  fc.assert(
    fc.property(recipes(photoKind), (recipe) => {
      const text = stringifyRecipe(recipe);
      const again = parseRecipe(JSON.parse(text));
      expect(again).toEqual(recipe);
      expect(stringifyRecipe(again)).toBe(text);
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    }),
  );
});

test.each(kinds)('Applying the difference of two recipes to the first gives the second (%s).', (photoKind) => {
  fc.assert(
    fc.property(recipes(photoKind), recipes(photoKind), (from, to) => {
      const calls = diffRecipes(from, to, photoKind);
      const { recipe, problems } = applyCalls(from, calls, { photoKind, notRendered: () => undefined });
      expect(problems).toEqual([]);
      expect(effectOf(recipe)).toEqual(effectOf(to));
      expect(diffRecipes(from, from, photoKind)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test.each(kinds)(
  'A merge is associative, idempotent and has the empty recipe as its neutral element (%s).',
  (photoKind) => {
    const any = recipes(photoKind);
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(mergeRecipes(mergeRecipes(a, b), c)).toEqual(mergeRecipes(a, mergeRecipes(b, c)));
        expect(mergeRecipes(a, a)).toEqual(a);
        expect(mergeRecipes(a, emptyRecipe)).toEqual(a);
        expect(mergeRecipes(emptyRecipe, a)).toEqual(a);
        expect(() => parseRecipe(mergeRecipes(a, b))).not.toThrow();
      }),
      { numRuns: 60 },
    );
  },
);

test('The recipe laid on top wins, and what it leaves alone stays.', () => {
  fc.assert(
    fc.property(recipes('rendered'), recipes('rendered'), (base, over) => {
      const merged = mergeRecipes(base, over);
      for (const [name, value] of Object.entries(over.settings)) expect(merged.settings[name]).toEqual(value);
      for (const property of over.foreign) expect(merged.foreign).toContainEqual(property);
      const known = new Set([...Object.keys(base.settings), ...Object.keys(over.settings)]);
      for (const name of Object.keys(merged.settings)) expect(known).toContain(name);
    }),
  );
});

test.each(kinds)('The same calls again change nothing, and neither does what they left (%s).', (photoKind) => {
  fc.assert(
    fc.property(recipes(photoKind), (to) => {
      const context = { photoKind, notRendered: () => undefined };
      const calls = changedSettings(to).map(({ tool, ...call }) => ({ ...call, tool: tool.name }));
      const once = applyCalls(emptyRecipe, calls, context).recipe;
      const twice = applyCalls(once, calls, context);
      expect(twice.problems).toEqual([]);
      expect(twice.recipe).toEqual(once);
    }),
    { numRuns: 60 },
  );
});

test('Recipes cannot be changed in place, and no operation changes its input.', () => {
  fc.assert(
    fc.property(recipes('rendered'), recipes('rendered'), (a, b) => {
      const before = stringifyRecipe(a);
      const merged = mergeRecipes(a, b);
      applyCalls(a, diffRecipes(a, b), { photoKind: 'rendered', notRendered: () => undefined });
      expect(stringifyRecipe(a)).toBe(before);
      for (const recipe of [a, merged, parseRecipe(JSON.parse(before))]) {
        expect(deepFrozen(recipe)).toBe(true);
      }
    }),
  );
});

function deepFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(deepFrozen))
  );
}
