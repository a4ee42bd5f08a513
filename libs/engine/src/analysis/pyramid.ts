/**
 * Steps of a Gaussian pyramid (Burt & Adelson 1983) with even kernels: a coarse sample lies between its two fine ones,
 * so planes of all levels cover the same unit square. Borders are repeated.
 */
import type { Size } from './box.ts';

export interface PyramidLevel extends Size {
  readonly data: Float32Array;
}

/** Half the size, rounded up; 1 3 3 1 in both directions. */
export function reduce(source: Float32Array, { width, height }: Size): PyramidLevel {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const rows = new Float32Array(w * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < w; x++) {
      const left = source[start + Math.max(2 * x - 1, 0)]!;
      const inner = source[start + 2 * x]!;
      const next = source[start + Math.min(2 * x + 1, width - 1)]!;
      const right = source[start + Math.min(2 * x + 2, width - 1)]!;
      rows[y * w + x] = (left + right + 3 * (inner + next)) / 8;
    }
  }
  const data = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const above = Math.max(2 * y - 1, 0) * w;
    const inner = 2 * y * w;
    const next = Math.min(2 * y + 1, height - 1) * w;
    const below = Math.min(2 * y + 2, height - 1) * w;
    for (let x = 0; x < w; x++) {
      data[y * w + x] = (rows[above + x]! + rows[below + x]! + 3 * (rows[inner + x]! + rows[next + x]!)) / 8;
    }
  }
  return { width: w, height: h, data };
}

/** Back to the size of the finer level: three quarters of the near sample, one of the other neighbour. */
export function expand(source: Float32Array, { width, height }: Size, to: Size): Float32Array {
  const rows = new Float32Array(to.width * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < to.width; x++) {
      const near = x >> 1;
      const other = Math.min(Math.max(near + (x % 2 === 0 ? -1 : 1), 0), width - 1);
      rows[y * to.width + x] = 0.75 * source[start + near]! + 0.25 * source[start + other]!;
    }
  }
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const near = (y >> 1) * to.width;
    const other = Math.min(Math.max((y >> 1) + (y % 2 === 0 ? -1 : 1), 0), height - 1) * to.width;
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = 0.75 * rows[near + x]! + 0.25 * rows[other + x]!;
  }
  return out;
}
