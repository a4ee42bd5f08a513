import { inverseOf, type Orientation } from '@safelight/core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { orient } from './orient.ts';
import { buildExif, randomSamples, withExif } from './testing.ts';

const all: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

describe('orient', () => {
  // Sizes around the tile side, so that full and partial tiles both occur.
  it.each([
    [1, 1],
    [5, 3],
    [32, 33],
    [71, 40],
  ])('undoes every orientation by its inverse at %i x %i', (width, height) => {
    const image = { width, height, data: Uint8Array.from(randomSamples(width * height * 3, 255)) };
    for (const orientation of all) {
      const there = orient(image, orientation);
      expect(orient(there, inverseOf(orientation))).toEqual(image);
    }
  });

  it('turns as libvips does', async () => {
    const [width, height] = [70, 45];
    const raw = { raw: { width, height, channels: 3 as const } };
    const jpeg = await sharp(Uint8Array.from(randomSamples(width * height * 3, 255)), raw)
      .jpeg()
      .toBuffer();
    const stored = new Uint8Array(await sharp(jpeg).raw().toBuffer());
    for (const orientation of all) {
      const upright = await sharp(withExif(jpeg, buildExif({ orientation })))
        .autoOrient()
        .raw()
        .toBuffer();
      expect(orient({ width, height, data: stored }, orientation).data).toEqual(new Uint8Array(upright));
    }
  });
});
