/**
 * A keystone of darktable made by our warp. Its slider is a shift with a stretch of its own and no angle, so the
 * homography is measured: a picture whose colours tell the place goes through darktable, and the map that comes out has
 * to be one. Then ours moves another picture by it.
 */
import { sRgbIcc } from '@safelight/codec';
import type { PixelImage } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSrgb, encodeSrgb } from '../src/colour/transfer.ts';
import { Executor } from '../src/run/executor.ts';
import { solve } from '../src/analysis/solve.ts';
import { copyProgram, planarLevel } from './programs.ts';
import { ashift, darktable, hasDarktable } from './support/darktable.ts';
import { codes, difference, height, part, waves, width } from './support/deep.ts';

const unit = Math.hypot(width, height) / 2;
const [low, range] = [0.2, 0.6];
/** Red tells the column, green the row; blue is the same everywhere, and nothing outside. */
const places = codes((u, v) => [low + range * u, low + range * v, 0.5]);

interface Match {
  /** Centre of an output pixel, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Where it came from, in half diagonals from the centre. */
  readonly u: number;
  readonly v: number;
}

function matchesIn(image: PixelImage): readonly Match[] {
  const matches: Match[] = [];
  for (let row = 6; row < image.height - 6; row += 5) {
    for (let column = 6; column < image.width - 6; column += 5) {
      const at = 3 * (row * image.width + column);
      const [r, g, b] = [0, 1, 2].map((k) => image.data[at + k]! / 65_535) as [number, number, number];
      const [u, v] = [(r - low) / range, (g - low) / range];
      if (Math.abs(b - 0.5) > 1e-3 || Math.min(u, v) < 0.05 || Math.max(u, v) > 0.95) continue;
      const place = (share: number, length: number): number => (share * (length - 1) + 0.5 - length / 2) / unit;
      matches.push({ x: column + 0.5, y: row + 0.5, u: place(u, width), v: place(v, height) });
    }
  }
  return matches;
}

/** The homography (row-major, the last element 1) that takes output pixels to their places, by least squares. */
function homographyOf(matches: readonly Match[]): readonly number[] {
  const normal = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
  const right = new Array<number>(8).fill(0);
  // In half diagonals, so that the unknowns are of one size.
  for (const { x, y, u, v } of matches) {
    const [p, q] = [x / unit, y / unit];
    for (const [row, value] of [
      [[p, q, 1, 0, 0, 0, -p * u, -q * u], u],
      [[0, 0, 0, p, q, 1, -p * v, -q * v], v],
    ] as const) {
      row.forEach((one, i) => {
        right[i]! += one * value;
        row.forEach((other, j) => (normal[i]![j]! += one * other));
      });
    }
  }
  return [...solve(normal, right), 1].map((value, i) => (i % 3 === 2 ? value : value / unit));
}

/** How far the homography misses a match, in pixels of the source. */
function missOf(h: readonly number[], { x, y, u, v }: Match): number {
  const w = h[6]! * x + h[7]! * y + h[8]!;
  return unit * Math.hypot((h[0]! * x + h[1]! * y + h[2]!) / w - u, (h[3]! * x + h[4]! * y + h[5]!) / w - v);
}

describe.skipIf(!hasDarktable())('a keystone of darktable', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(() => executor[Symbol.asyncDispose]());

  it.each([
    ['upright', ashift(0, 0.5, 0)],
    ['to the side, turned', ashift(3, 0.2, -0.4)],
  ])('%s is a homography, and our warp by it gives its picture', async (_, module) => {
    const of = (image: PixelImage) => ({ image, icc: sRgbIcc, modules: [module] });
    const theirs = await darktable({ places: of(places), moved: of(waves()) });
    const matches = matchesIn(theirs.places);
    expect(matches.length).toBeGreaterThan(200);
    const projection = homographyOf(matches);
    expect(Math.abs(projection[6]!) + Math.abs(projection[7]!)).toBeGreaterThan(0.1 / width);
    // Its filter (Lanczos 3) bends ramps by a twentieth of a pixel.
    expect(Math.max(...matches.map((match) => missOf(projection, match)))).toBeLessThan(0.1);

    const { width: columns, height: rows } = theirs.moved;
    const map = { projection, radial: 0, radialLimit: 4, reachU: unit / width, reachV: unit / height, lateral: null };
    const { data } = waves();
    const area = width * height;
    const source = planarLevel(width, height, (i) => decodeSrgb(data[3 * (i % area) + Math.floor(i / area)]! / 65_535));
    const planes = await executor.run(copyProgram(columns, rows, map), source, 'planes');
    const moved = Uint16Array.from({ length: 3 * columns * rows }, (_, at) =>
      Math.round(
        65_535 * encodeSrgb(Math.min(Math.max(planes[(at % 3) * columns * rows + Math.floor(at / 3)]!, 0), 1)),
      ),
    );
    const middle = (image: PixelImage): PixelImage => part(image, columns >> 2, rows >> 2, columns >> 1, rows >> 1);
    const { mean, worst } = difference(middle({ width: columns, height: rows, data: moved }), middle(theirs.moved));
    expect(mean).toBeLessThanOrEqual(0.2);
    expect(worst).toBeLessThanOrEqual(0.5);
  });
});
