import { decodeRgb8 } from '@safelight/codec';
import { describe, expect, it } from 'vitest';
import { measures } from '../picture/measures.ts';
import { pictureOf, type Picture } from '../picture/picture.ts';
import { pixelsOf } from '../picture/region.ts';
import { photoOf } from './photo.ts';
import type { PhotoSpec } from './schema.ts';
import { writeText } from './text.ts';

const from = 'portrait-astronaut.png';
const decoded = async (spec: PhotoSpec): Promise<{ before: Picture; clean: Picture }> => {
  const { bytes, clean } = await photoOf(spec);
  return { before: pictureOf(await decodeRgb8(bytes)), clean: pictureOf(await decodeRgb8(clean!)) };
};
const figure = (name: 'lightness' | 'b' | 'noise', picture: Picture): number =>
  measures[name](picture, pixelsOf(null, picture.width, picture.height));

describe('photoOf', () => {
  it('darkens, tints and adds noise as the case says', async () => {
    const dark = await decoded({ from, exposureEv: -1 });
    expect(figure('lightness', dark.before)).toBeLessThan(figure('lightness', dark.clean) - 5);
    const warm = await decoded({ from, gains: [1.2, 1, 0.7] });
    expect(figure('b', warm.before)).toBeGreaterThan(figure('b', warm.clean) + 5);
    const noisy = await decoded({ from, noise: 10 });
    expect(figure('noise', noisy.before)).toBeGreaterThan(figure('noise', noisy.clean) + 1);
  });

  it('makes the same bytes each time', async () => {
    const spec = { from, noise: 5 } as const;
    expect((await photoOf(spec)).bytes.equals((await photoOf(spec)).bytes)).toBe(true);
  });

  it('leaves no black corner in a turned photo', async () => {
    const { bytes, clean } = await photoOf({ from: 'wren.jpg', turnDegrees: 5 });
    const { data, width, height } = await decodeRgb8(bytes);
    const corners = [0, width - 1, width * (height - 1), width * height - 1];
    for (const corner of corners) expect(data[3 * corner + 1]).toBeGreaterThan(20);
    expect(clean).toBeNull();
  });

  it('makes photos of one colour, as small as a pixel', async () => {
    const { bytes } = await photoOf({ flat: [9, 8, 7], width: 1, height: 1 });
    expect([...(await decodeRgb8(bytes)).data]).toEqual([9, 8, 7]);
  });
});

describe('writeText', () => {
  it('draws letters by dots', () => {
    const codes = Buffer.alloc(3 * 7 * 16);
    writeText(codes, 7, 'I');
    const rows = Array.from({ length: 16 }, (_, y) =>
      Array.from({ length: 7 }, (_, x) => (codes[3 * (7 * y + x)] === 255 ? '#' : '.')).join(''),
    );
    expect(rows.slice(2, 9)).toEqual(['..###..', '...#...', '...#...', '...#...', '...#...', '...#...', '..###..']);
  });

  it('knows capitals only', () => {
    expect(() => writeText(Buffer.alloc(300), 10, 'a')).toThrow(/no dot letter/);
  });
});
