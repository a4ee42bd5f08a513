import { emptyRecipe, type RgbProfile } from '@safelight/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Engine } from '../src/index.ts';
import { shape } from '../src/colour/shoulder.ts';
import { encodeSrgb } from '../src/colour/transfer.ts';
import { sRgb } from './support/profile.ts';

const linear = Float32Array.from([0, 1]);
/** A camera whose primaries are those of sRGB. */
const camera: RgbProfile = {
  name: 'camera',
  toXyzD50: sRgb.toXyzD50,
  decode: [linear, linear, linear],
  light: 'scene',
};
const [width, height] = [256, 8];
const ramp = Uint16Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3) % width) * 257);

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({ workers: 1 });
});
afterAll(() => engine[Symbol.asyncDispose]());

const greys = async (settings: Record<string, number>) => {
  const source = { image: { width, height, data: ramp }, profile: camera, kind: 'raw' } as const;
  const photo = await engine.prepare(source);
  const recipe = { ...emptyRecipe, settings: { sharpness: 0, colorNoiseReduction: 0, ...settings } };
  const { data } = await engine.render(photo, recipe, { longEdgeMaxPixels: null, profile: sRgb });
  return Array.from({ length: width }, (_, x) => data[3 * x + 1]!);
};

// Closed form: sensor clip is twice diffuse white, and the shoulder shows it as white.
it('a raw photo is developed by the shoulder: black stays black, clipped is white, mid grey is lifted by a stop', async () => {
  const codes = await greys({});
  codes.forEach((code, x) => {
    expect(Math.abs(code - 255 * encodeSrgb(Math.min(shape((2 * x) / 255), 1)))).toBeLessThan(1.1);
  });
  expect([codes[0], codes[255]]).toEqual([0, 255]);
});

it('exposure acts on the light that the camera recorded: a stop doubles it, up to its clipping', async () => {
  const [plain, brighter] = [await greys({}), await greys({ exposure: 1 })];
  for (let x = 1; x < 128; x++) expect(Math.abs(brighter[x]! - plain[2 * x]!)).toBeLessThanOrEqual(1.5);
});
