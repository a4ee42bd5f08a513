import { describe, expect, it } from 'vitest';
import { deadLeaves, picture, random } from '../../tests/support/picture.ts';
import type { Triple } from '../colour/matrix.ts';
import { lateralOf } from './lateral-ca.ts';
import type { FullPicture } from './noise.ts';

const [width, height] = [600, 400];
const unit = Math.hypot(width, height) / 2;

/** A picture whose channels are read at the place times (1 + c₀ + c₁r² + c₂r⁴). */
function fringed(red: Triple, blue: Triple): FullPicture {
  const at = (plane: Float32Array, x: number, y: number): number => {
    // Bilinear at twice the size: edges are as soft as a lens makes them.
    const [px, py] = [2 * x - 0.5, 2 * y - 0.5];
    const [x0, y0] = [Math.floor(px), Math.floor(py)];
    const sample = (column: number, row: number): number =>
      plane[
        Math.min(Math.max(row, 0), sharp.height - 1) * sharp.width + Math.min(Math.max(column, 0), sharp.width - 1)
      ]!;
    let sum = 0;
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const weight = (dx === 0 ? 1 - (px - x0) : px - x0) * (dy === 0 ? 1 - (py - y0) : py - y0);
      sum +=
        (weight * (sample(x0 + dx, y0 + dy) + sample(x0 + dx + 1, y0 + dy + 1) + sample(x0 + dx - 1, y0 + dy))) / 3;
    }
    return sum;
  };
  const noise = random(5);
  const { r, g, b } = picture(width, height, (column, row) => {
    const [x, y] = [column + 0.5 - width / 2, row + 0.5 - height / 2];
    const square = (x * x + y * y) / unit ** 2;
    const read = (plane: Float32Array, [c0, c1, c2]: Triple): number => {
      const by = 1 + c0 + square * (c1 + square * c2);
      return at(plane, width / 2 + x * by, height / 2 + y * by) + 0.004 * (noise() - 0.5);
    };
    return [read(sharp.r, red), read(sharp.g, [0, 0, 0]), read(sharp.b, blue)];
  });
  return {
    width,
    height,
    read: (left, top, columns, rows) => {
      const part = (plane: Float32Array): Float32Array =>
        Float32Array.from({ length: columns * rows }, (_, i) => {
          return plane[(top + Math.floor(i / columns)) * width + left + (i % columns)]!;
        });
      return { r: part(r), g: part(g), b: part(b) };
    },
  };
}

/** Pixels at a radius by which a factor moves. */
const shift = ([c0, c1, c2]: Triple | readonly number[], r: number): number =>
  unit * r * (c0! + c1! * r ** 2 + c2! * r ** 4);

const sharp = deadLeaves(2 * width, 2 * height, 700);

describe('lateral chromatic aberration', () => {
  it('is found within a tenth of a pixel, pixels in size and parts of one', () => {
    for (const [red, blue] of [
      [
        [0.001, 0.0012, 0],
        [-0.0005, -0.0008, 0],
      ],
      [
        [-0.0008, 0, 0.0004],
        [0.003, 0.0005, 0],
      ],
    ] as const) {
      const found = lateralOf(fringed(red, blue))!;
      for (const r of [0.3, 0.5, 0.7, 0.9]) {
        // The picture reads its source at the factor; the correction reads the picture at its inverse.
        expect(Math.abs(shift(found.red, r) + shift(red, r))).toBeLessThan(0.1);
        expect(Math.abs(shift(found.blue, r) + shift(blue, r))).toBeLessThan(0.1);
      }
    }
  });

  it('is not seen where there is none', () => {
    const found = lateralOf(fringed([0, 0, 0], [0, 0, 0]));
    for (const channel of [found?.red ?? [0, 0, 0], found?.blue ?? [0, 0, 0]]) {
      for (const r of [0.3, 0.6, 1]) expect(Math.abs(shift(channel, r))).toBeLessThan(0.05);
    }
  });

  it('is not guessed from a picture without detail', () => {
    const flat = new Float32Array(1e4).fill(0.3);
    expect(lateralOf({ width, height, read: (_x, _y, w, h) => {
      const part = flat.subarray(0, w * h);
      return { r: part, g: part, b: part };
    } })).toBeNull(); // prettier-ignore
  });
});
