import { emptyRecipe, type Correction, type Mask, type SettingValues } from '@safelight/core';
import { expect, it } from 'vitest';
import { isPerceptual, masksNotFound, matteKey, wantedMattes } from './mattes.ts';

const mask = (tool: string, settings: SettingValues = {}): Mask => ({
  id: '',
  tool,
  name: '',
  settings,
  strokes: [],
  foreign: [],
});
const correction = (masks: readonly Mask[], settings: SettingValues = {}): Correction => ({
  id: '',
  name: '',
  settings,
  pointColors: [],
  masks,
  foreign: [],
});

it('a matte is named by its tool and by what picks the object, not by how the mask is used', () => {
  const key = matteKey(mask('maskObject', { objectGesture: [[0, 0], [1, 1]] })); // prettier-ignore
  expect(key).toBe(matteKey(mask('maskObject', { objectGesture: [[0, 0], [1, 1]], maskInvert: true, maskCombine: 'subtract' }))); // prettier-ignore
  expect(matteKey(mask('maskSky'))).toBe(matteKey(mask('maskSky', { aiReferencePoint: [0.5, 0.5] })));
  const others = [
    mask('maskSubject', { objectGesture: [[0, 0], [1, 1]] }),
    mask('maskObject', { objectGesture: [[0, 0], [1, 0.5]] }),
    mask('maskObject', { aiReferencePoint: [0.2, 0.3] }),
    mask('maskObject', { personInstance: [1] }),
    mask('maskObject'),
  ]; // prettier-ignore
  expect(new Set([key, ...others.map(matteKey)]).size).toBe(others.length + 1);
});

it('only masks that show want a matte, each key once', () => {
  const recipe = {
    ...emptyRecipe,
    corrections: [
      correction([mask('maskSky'), mask('maskRadialGradient'), mask('maskSky', { maskInvert: true })]),
      correction([mask('maskWater', { maskActive: false }), mask('maskSnow')]),
      correction([mask('maskHair')], { localActive: false }),
    ],
  };
  const wanted = wantedMattes(recipe);
  expect([...wanted.values()].map(({ tool }) => tool)).toEqual(['maskSky', 'maskSnow']);
  const found = { width: 1, height: 1, data: new Uint8Array([255]), confidence: 0.9 };
  const mattes = new Map([[matteKey(mask('maskSky')), found], [matteKey(mask('maskSnow')), null]]); // prettier-ignore
  expect(masksNotFound(recipe, mattes).map((placed) => placed.mask.tool)).toEqual(['maskSnow']);
  expect(masksNotFound(recipe, new Map()).length).toBe(3);
});

it('gradients, ranges and brushes need no perception', () => {
  expect(['maskBrush', 'maskLinearGradient', 'maskColorRange', 'exposure', 'noSuchTool'].filter(isPerceptual)).toEqual(
    [],
  );
  expect(isPerceptual('maskEyeSclera')).toBe(true);
});
