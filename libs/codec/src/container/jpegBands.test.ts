import type { Rgb8Image } from '@safelight/core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { openPixels } from '../libvips.ts';
import { bandRows, encodeBands } from './jpegBands.ts';

function picture(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = (128 + 90 * Math.sin(i / 977) + 37 * Math.sin(i * i)) & 255;
  return { width, height, data };
}

it.each([
  [2003, 1501, '4:4:4', 90],
  [2003, 1501, '4:2:0', 80],
  [1024, 2048, '4:2:0', 60],
  [8001, 301, '4:4:4', 95],
] as const)(
  '%i × %i at %s in bands shows the pixels of one scan',
  async (width, height, chromaSubsampling, quality) => {
    const image = picture(width, height);
    const encode = (pixels: Rgb8Image) =>
      openPixels(pixels).jpeg({ quality, chromaSubsampling, optimiseCoding: false });
    const blockPixels = chromaSubsampling === '4:4:4' ? 8 : 16;
    const rows = bandRows(width, height, blockPixels)!;
    expect(rows).toBeLessThan(height);
    expect(rows % blockPixels).toBe(0);
    expect((rows / blockPixels) * Math.ceil(width / blockPixels)).toBeLessThanOrEqual(65_535);
    const [banded, whole] = await Promise.all([encodeBands(image, { blockPixels, encode }), encode(image).toBuffer()]);
    const [ours, plain] = await Promise.all([banded, whole].map((jpeg) => sharp(jpeg).raw().toBuffer()));
    expect(Buffer.compare(ours!, plain!)).toBe(0);
  },
);

it('a small picture stays in one piece', () => {
  expect(bandRows(1200, 800, 8)).toBeNull();
});
