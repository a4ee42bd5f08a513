/** Files in and out of the service: raw photos with their light in kelvin, deep exports, tables, damaged files. */
import { decodePhoto, encodeImage, standardSpaces } from '@safelight/codec';
import { buildDng, randomNumbers } from '@safelight/codec/testing';
import { emptyRecipe, Fault, whiteXyz, type WhitePoint } from '@safelight/core';
import type { OutputSpec } from '@safelight/wire';
import { exiftool } from 'exiftool-vendored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exact, faultOf, named, openDarkroom, recipeOf, sent, tagsOf, thinned, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(async () => {
  await darkroom[Symbol.asyncDispose]();
  await exiftool.end();
});

const colorMatrix = [0.82, -0.24, -0.08, -0.45, 1.25, 0.22, -0.09, 0.21, 0.62];
type Triple = readonly [number, number, number];
const camera = ([x, y, z]: Triple): Triple =>
  [0, 3, 6].map(
    (row) => colorMatrix[row]! * x + colorMatrix[row + 1]! * y + colorMatrix[row + 2]! * z,
  ) as unknown as Triple;

/** A grey card of 18 % under the light `lit`, with the camera balanced for `balanced`. */
function greyCard(lit: WhitePoint, balanced: WhitePoint): Uint8Array {
  const neutral = camera(whiteXyz(balanced));
  const most = Math.max(...neutral);
  const card = camera(whiteXyz(lit)).map((value) => (0.18 * value) / most) as unknown as Triple;
  const asShotNeutral = neutral.map((value) => value / most) as unknown as Triple;
  const calibrations = [{ illuminant: 21, colorMatrix }];
  return buildDng({ width: 64, height: 48, colourAt: () => card, calibrations, asShotNeutral });
}

/** Mean code of the middle of the rendered picture. */
async function centreOf(file: Uint8Array, settings: Parameters<typeof recipeOf>[0]): Promise<Triple> {
  const request = { photo: sent(file), recipe: recipeOf(settings), output: exact, measure: false };
  const { image } = await decodePhoto((await darkroom.client.render(request)).image.data);
  const at = (24 * 64 + 32) * 3;
  return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
}

const spread = (codes: Triple): number => Math.max(...codes) - Math.min(...codes);

describe('a raw photo', () => {
  const tungsten: WhitePoint = { temperature: 3200, tint: 5 };
  const daylight: WhitePoint = { temperature: 5600, tint: 8 };

  it('tells its kind and its light', async () => {
    const { kind, depth, asShot, mediaType } = await darkroom.client.inspectPhoto({
      photo: sent(greyCard(tungsten, tungsten)),
    });
    expect([kind, depth, mediaType]).toEqual(['raw', 16, 'image/x-adobe-dng']);
    expect(Math.abs(asShot!.temperature - 3200)).toBeLessThan(10);
    expect(Math.abs(asShot!.tint - 5)).toBeLessThan(0.5);
  });

  it('shows grey as grey in its own light, and the same when that light is written into the recipe', async () => {
    const file = greyCard(tungsten, tungsten);
    const { asShot } = await darkroom.client.inspectPhoto({ photo: sent(file) });
    const plain = await centreOf(file, {});
    expect(spread(plain)).toBeLessThanOrEqual(1);
    // A card of 18 % under the sensor's clipping lies a stop higher on the display: 36 % of its light.
    expect(Math.abs(plain[1] - 161)).toBeLessThanOrEqual(2);
    const { temperature, tint } = asShot!;
    const written = await centreOf(file, {
      whiteBalance: 'Custom',
      temperature: Math.round(temperature),
      tint: Math.round(tint),
    });
    written.forEach((code, i) => expect(Math.abs(code - plain[i]!)).toBeLessThanOrEqual(1));
  });

  it.each([
    [tungsten, daylight],
    [daylight, tungsten],
  ])('balanced for the wrong light is put right by the kelvin of the right one', async (lit, balanced) => {
    const file = greyCard(lit, balanced);
    const wrong = await centreOf(file, {});
    expect(spread(wrong)).toBeGreaterThan(30);
    // Lit by a warmer light than the camera assumed, the card is red.
    expect(wrong[0] > wrong[2]).toBe(lit.temperature < balanced.temperature);
    const right = await centreOf(file, { whiteBalance: 'Custom', temperature: lit.temperature, tint: lit.tint });
    expect(spread(right)).toBeLessThanOrEqual(8);
  });

  it('is exported in sRGB when its own space is asked for, for it has none', async () => {
    const output: OutputSpec = { ...exact, format: 'tiff', bitsPerChannel: 16, colorSpace: 'photo' };
    const request = { photo: sent(greyCard(daylight, daylight)), recipe: emptyRecipe, output, measure: true };
    const { image, measurement } = await darkroom.client.render(request);
    const { profile, image: pixels } = await decodePhoto(image.data);
    expect([profile.name, pixels.data.BYTES_PER_ELEMENT]).toEqual(['sRGB', 2]);
    expect(measurement).not.toBeNull();
  });
});

describe('a deep export', () => {
  it.each(['png', 'tiff'] as const)('to %s of no edit keeps every 16-bit code to one', async (format) => {
    const next = randomNumbers(3);
    const data = Uint16Array.from({ length: 64 * 48 * 3 }, () => Math.floor(next() * 65_536));
    const { icc } = standardSpaces.prophoto;
    const file = await encodeImage({ width: 64, height: 48, data }, { format: 'png', icc });
    const output: OutputSpec = { ...exact, format, bitsPerChannel: 16, colorSpace: 'photo' };
    const { image } = await darkroom.client.render({ photo: sent(file), recipe: emptyRecipe, output, measure: false });
    const exported = (await decodePhoto(image.data)).image.data;
    let most = 0;
    data.forEach((code, i) => (most = Math.max(most, Math.abs(code - exported[i]!))));
    expect(most).toBeLessThanOrEqual(1);
  });

  it.each([
    ['srgb', 'sRGB IEC61966-2.1'],
    ['display-p3', 'Display P3'],
    ['adobe-rgb', 'Adobe RGB (1998)'],
    ['prophoto', 'ProPhoto RGB'],
  ] as const)('in %s names its profile', async (colorSpace, profile) => {
    const file = await encodeImage(await thinned('wren.jpg', 64), { format: 'png' });
    const output: OutputSpec = { ...exact, format: 'tiff', bitsPerChannel: 16, colorSpace };
    const { image } = await darkroom.client.render({ photo: sent(file), recipe: emptyRecipe, output, measure: false });
    expect((await tagsOf(image.data, 'tif'))['ProfileDescription']).toBe(profile);
  });

  it('to a format of 8 bits is refused by the name of the field', async () => {
    const file = await encodeImage(await thinned('wren.jpg', 64), { format: 'png' });
    const output: OutputSpec = { ...exact, format: 'avif', bitsPerChannel: 16 };
    const fault = await faultOf(
      darkroom.client.render({ photo: sent(file), recipe: emptyRecipe, output, measure: false }),
    );
    expect([fault.code, fault.field]).toEqual(['request.invalid', 'bitsPerChannel']);
  });
});

it('a table of a recipe comes with what it leaves out', async () => {
  const recipe = recipeOf({ exposure: 0.5, clarity: 20 });
  const { cube, leftOut } = await darkroom.client.exportLut({ recipe, size: 9, title: 'Dusk' });
  expect(cube).toMatch(/^TITLE "Dusk"\nLUT_3D_SIZE 9\n/);
  expect(leftOut.map(({ field }) => field)).toEqual(['settings.clarity']);
});

it('damaged raw files are refused by name, and the service goes on', async () => {
  const whole = greyCard({ temperature: 5600, tint: 8 }, { temperature: 5600, tint: 8 });
  const next = randomNumbers(9);
  for (let round = 0; round < 25; round++) {
    const bytes = new Uint8Array(whole);
    for (let i = 0; i < 4; i++) bytes[Math.floor(next() * 420)] = Math.floor(next() * 256);
    await darkroom.client.inspectPhoto({ photo: sent(bytes) }).catch((thrown: unknown) => {
      expect(thrown).toBeInstanceOf(Fault);
      expect((thrown as Fault).code).toMatch(/^photo\./);
    });
  }
  await darkroom.client.inspectPhoto({ photo: sent(whole) });
  expect((await darkroom.client.inspectPhoto({ photo: named(whole) })).kind).toBe('raw');
});
