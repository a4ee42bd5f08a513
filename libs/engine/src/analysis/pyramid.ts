/** Steps of a Gaussian pyramid (Burt & Adelson 1983): 1 4 6 4 1 in both directions, borders repeated. */
import type { Size } from './box.ts';

export interface PyramidLevel extends Size {
  readonly data: Float32Array;
}

/** Half the size, rounded up. */
export function reduce(source: Float32Array, { width, height }: Size): PyramidLevel {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const rows = new Float32Array(w * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < w; x++) {
      const at = (d: number): number => source[start + Math.min(Math.max(2 * x + d, 0), width - 1)]!;
      rows[y * w + x] = (at(-2) + at(2) + 4 * (at(-1) + at(1)) + 6 * at(0)) / 16;
    }
  }
  const data = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const row = (d: number): number => Math.min(Math.max(2 * y + d, 0), height - 1) * w;
    const [a, b, c, d, e] = [row(-2), row(-1), row(0), row(1), row(2)];
    for (let x = 0; x < w; x++) {
      data[y * w + x] =
        (rows[a + x]! + rows[e + x]! + 4 * (rows[b + x]! + rows[d + x]!) + 6 * rows[c + x]!) / 16;
    }
  }
  return { width: w, height: h, data };
}

/** Back to the size of the finer level. */
export function expand(source: Float32Array, { width, height }: Size, to: Size): Float32Array {
  const rows = new Float32Array(to.width * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < to.width; x++) rows[y * to.width + x] = between(source, start, 1, width, x);
  }
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = between(rows, x, to.width, height, y);
  }
  return out;
}

/** Sample of the finer line at `position`: 1 6 1 on even places, 4 4 on odd ones. */
function between(source: Float32Array, start: number, step: number, length: number, position: number): number {
  const i = position >> 1;
  const at = (k: number): number => source[start + step * Math.min(Math.max(k, 0), length - 1)]!;
  return position % 2 === 0 ? (at(i - 1) + 6 * at(i) + at(i + 1)) / 8 : (at(i) + at(i + 1)) / 2;
}
