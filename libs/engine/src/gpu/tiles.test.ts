import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heightOf, tilesOf, widthOf } from './tiles.ts';

const none = { left: 0, top: 0, right: 0, bottom: 0 };

describe('tilesOf', () => {
  it('covers every pixel once, in tiles that fit, whose rows begin at whole words', () => {
    const size = fc.integer({ min: 1, max: 700 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 700, max: 60_000 }), fc.nat(40), (width, height, limit, reach) => {
        const margin = { left: reach, top: reach, right: reach, bottom: reach };
        const fits = (columns: number, rows: number): boolean => columns * rows <= limit;
        const tiles = tilesOf({ width, height }, margin, fits);
        const seen = new Uint8Array(width * height);
        for (const tile of tiles) {
          expect(fits(widthOf(tile), heightOf(tile))).toBe(true);
          expect(tile.left % 4).toBe(0);
          for (let y = tile.top; y < tile.bottom; y++)
            for (let x = tile.left; x < tile.right; x++) seen[y * width + x]!++;
        }
        expect(seen.every((count) => count === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('takes whole rows of a picture that fits, and cuts rows only where little is left of them', () => {
    const fits = (columns: number, rows: number): boolean => columns * rows <= 3_000_000;
    expect(tilesOf({ width: 1000, height: 800 }, none, fits)).toHaveLength(1);
    const [wide] = tilesOf({ width: 60_000, height: 3_000 }, none, fits);
    expect(widthOf(wide!)).toBe(60_000);
    const reach = { left: 60, top: 60, right: 60, bottom: 60 };
    const [cut] = tilesOf(
      { width: 60_000, height: 3_000 },
      reach,
      (columns, rows) => (columns + 120) * (rows + 120) <= 3_000_000 && rows > 0,
    );
    expect(heightOf(cut!)).toBeGreaterThan(500);
  });

  it('says so when not even the smallest tile fits', () => {
    expect(() => tilesOf({ width: 100, height: 100 }, none, () => false)).toThrow('too many planes');
  });

  it('keeps the tiles of 100 megapixels within what takes a moment', () => {
    const tiles = tilesOf(
      { width: 11_600, height: 8_700 },
      none,
      (columns, rows) => columns * rows * 12 <= 96 * 2 ** 20,
    );
    for (const tile of tiles) expect(widthOf(tile) * heightOf(tile)).toBeLessThanOrEqual(4 * 2 ** 20);
    expect(tiles.length).toBeLessThan(40);
  });
});
