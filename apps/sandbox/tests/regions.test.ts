import { emptyRecipe, type Recipe } from '@safelight/core';
import type { OutputSpec } from '@safelight/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixture, openDarkroom, recipeOf, sent, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(() => darkroom[Symbol.asyncDispose]());

const output: OutputSpec = { format: 'jpeg', quality: 85, longEdgeMaxPixels: 480, keepMetadata: false };
const street = sent(fixture('city-sunset.jpg'));

const look = async (recipe: Recipe) => {
  const { regions } = await darkroom.client.render({
    photo: street,
    recipe,
    output,
    measure: true,
    regions: ['sky', 'face'],
  });
  return regions;
};

test('A region is measured in the rendered picture, and one that is not there has a share of 0.', async () => {
  const [plain, dark] = [await look(emptyRecipe), await look(recipeOf({ exposure: -1 }))];
  expect(plain.map(({ name }) => name)).toEqual(['sky', 'face']);
  expect(plain[0]!.share).toBeGreaterThan(0.25);
  expect(plain[0]!.box.top).toBe(0);
  expect(dark[0]!.lightness.p50).toBeLessThan(plain[0]!.lightness.p50 - 5);
  expect(dark[0]!.share).toBe(plain[0]!.share);
  expect(plain[1]).toMatchObject({ name: 'face', share: 0 });
});

test('A crop leaves the figures of a region as they are, since its matte lies over the whole photo.', async () => {
  const crop = recipeOf({ hasCrop: true, cropTop: 0.5, cropLeft: 0, cropBottom: 1, cropRight: 0.5 });
  expect(await look(crop)).toEqual(await look(emptyRecipe));
});

test('The scene is told when it is asked for: tilt and faces.', async () => {
  const photo = sent(fixture('portrait-astronaut.png'));
  const asked = await darkroom.client.render({ photo, recipe: emptyRecipe, output, measure: false, scene: true });
  expect(asked.scene).toMatchObject({ faces: 1 });
  const other = await darkroom.client.render({ photo, recipe: emptyRecipe, output, measure: false });
  expect([other.scene, other.measurement, other.regions]).toEqual([null, null, []]);
});
