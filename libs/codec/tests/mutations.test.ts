/**
 * Two thousand damaged files, the same in every run: each gives a picture or a typed refusal. The guarantee that would be
 * lost: a stranger's file can neither end the process nor escape as an untyped error.
 */
import { Fault } from '@safelight/core';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { decodePhoto } from '../src/index.ts';
import { buildDng } from '../src/raw/testing.ts';
import { buildExif, buildPng, randomNumbers, randomSamples, withExif } from '../src/testing.ts';

const [width, height] = [24, 16];
const source = (): ReturnType<typeof sharp> =>
  sharp(Uint8Array.from(randomSamples(width * height * 3, 255)), { raw: { width, height, channels: 3 } });
const floats = Float32Array.from({ length: width * height * 3 }, (_, i) => (i % 97) / 97);

const files: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  jpeg: async () => withExif(await source().jpeg().toBuffer(), buildExif({ orientation: 6, thumbnail: true })),
  'progressive jpeg': () => source().jpeg({ progressive: true }).toBuffer(),
  png: async () =>
    buildPng({
      width,
      height,
      bits: 16,
      channels: 3,
      samples: randomSamples(width * height * 3, 65_535),
      icc: (await sharp(await source().withIccProfile('p3').png().toBuffer()).metadata()).icc!,
      exif: buildExif({ orientation: 3, interoperability: 'R03' }),
    }),
  webp: () => source().withIccProfile('p3').webp().toBuffer(),
  avif: () => source().avif({ effort: 0 }).toBuffer(),
  tiff: () => source().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
  'float tiff': () =>
    sharp(floats, { raw: { width, height, channels: 3 } })
      .toColourspace('scrgb')
      .tiff({ compression: 'deflate' })
      .toBuffer(),
  gif: () => source().gif().toBuffer(),
  heic: async () => readFileSync(new URL('../src/heic/gradient.heic', import.meta.url)),
  dng: async () =>
    buildDng({
      // LibRaw takes nothing smaller than 22 pixels.
      width: 32,
      height: 24,
      colourAt: (x, y) => [x / 40, y / 40, 0.3],
      calibrations: [{ illuminant: 21, colorMatrix: [0.82, -0.24, -0.08, -0.45, 1.25, 0.22, -0.09, 0.21, 0.62] }],
      asShotNeutral: [0.5, 1, 0.7],
      xmp: '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    }),
};

const filesEach = 200;
/** Headers matter most: most changes go there. */
const headBytes = 600;

type Next = () => number;

/** Bytes replaced, bits turned, 32-bit numbers set to extremes, parts repeated, left out or cut off. */
function damaged(whole: Uint8Array, next: Next): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(whole);
  const place = (): number => Math.floor(next() * (next() < 0.7 ? Math.min(headBytes, bytes.length) : bytes.length));
  const changes = 1 + Math.floor(next() * 5);
  for (let i = 0; i < changes; i++) {
    const at = place();
    const length = 1 + Math.floor(next() * 40);
    switch (Math.floor(next() * 6)) {
      case 0:
      case 1:
        bytes[at] = Math.floor(next() * 256);
        break;
      case 2:
        bytes[at] = bytes[at]! ^ (1 << Math.floor(next() * 8));
        break;
      case 3:
        bytes.fill(next() < 0.5 ? 0xff : 0, at, at + 4);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
    }
  }
  return next() < 0.15 ? bytes.subarray(0, Math.floor(next() * bytes.length)) : bytes;
}

const outcomes = new Map<string, number>();

describe('damaged files', () => {
  afterAll(() => {
    const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBe(filesEach * Object.keys(files).length);
  });

  it.each(Object.keys(files))('of kind %s end in a picture or a typed refusal', async (kind) => {
    const whole = await files[kind]!();
    await decodePhoto(whole);
    const next = randomNumbers(kind.length * 7919);
    let refused = 0;
    for (let round = 0; round < filesEach; round++) {
      const outcome = await decodePhoto(damaged(whole, next)).then(
        ({ image }) => {
          expect(image.data).toHaveLength(image.width * image.height * 3);
          return 'decoded';
        },
        (thrown: unknown) => {
          expect(thrown).toBeInstanceOf(Fault);
          return (thrown as Fault).code;
        },
      );
      expect(outcome).toMatch(/^(decoded|photo\.(empty|truncated|notAnImage|unsupported|tooLarge))$/);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome !== 'decoded') refused++;
    }
    expect(refused).toBeGreaterThan(filesEach / 20);
    await decodePhoto(whole);
  });
});
