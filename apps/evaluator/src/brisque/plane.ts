import type { Rgb8Image } from '@safelight/core';

/** Grey 0..1. Single precision throughout, as the reference computes. */
export interface GreyPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Rec. 601 luma in the reference's fixed point (15 bits), rounded to a code. */
export function greyOf({ width, height, data }: Rgb8Image): GreyPlane {
  const grey = new Float32Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 3) {
    const code = (data[from]! * 9_798 + data[from + 1]! * 19_235 + data[from + 2]! * 3_735 + 16_384) >> 15;
    grey[at] = code / 255;
  }
  return { width, height, data: grey };
}

/** Half the size by bicubic interpolation (Keys, a = −0.75) without prefilter, edges repeated. */
export function halfOf({ width, height, data }: GreyPlane): GreyPlane {
  const columns = tapsOf(width, Math.floor(width / 2));
  const rows = tapsOf(height, Math.floor(height / 2));
  const across = new Float32Array(columns.count * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < columns.count; x++, at++) {
      let sum = 0;
      for (let tap = 4 * x; tap < 4 * x + 4; tap++) sum += columns.weights[tap]! * data[row + columns.places[tap]!]!;
      across[at] = sum;
    }
  }
  const half = new Float32Array(columns.count * rows.count);
  for (let y = 0, at = 0; y < rows.count; y++) {
    for (let x = 0; x < columns.count; x++, at++) {
      let sum = 0;
      for (let tap = 4 * y; tap < 4 * y + 4; tap++)
        sum += rows.weights[tap]! * across[rows.places[tap]! * columns.count + x]!;
      half[at] = sum;
    }
  }
  return { width: columns.count, height: rows.count, data: half };
}

function tapsOf(from: number, to: number) {
  const places = new Int32Array(4 * to);
  const weights = new Float32Array(4 * to);
  for (let index = 0; index < to; index++) {
    const centre = ((index + 0.5) * from) / to - 0.5;
    const first = Math.floor(centre);
    cubic(centre - first).forEach((weight, tap) => {
      places[4 * index + tap] = Math.min(from - 1, Math.max(0, first - 1 + tap));
      weights[4 * index + tap] = weight;
    });
  }
  return { count: to, places, weights };
}

function cubic(part: number): readonly [number, number, number, number] {
  const a = -0.75;
  const outer = (x: number): number => ((a * (x + 1) - 5 * a) * (x + 1) + 8 * a) * (x + 1) - 4 * a;
  const inner = (x: number): number => ((a + 2) * x - (a + 3)) * x * x + 1;
  const [p, q, r] = [outer(part), inner(part), inner(1 - part)];
  return [p, q, r, 1 - p - q - r];
}

const radius = 3;
/** Gaussian window of 7 places, σ = 7/6. */
const window = (() => {
  const raw = Array.from({ length: 2 * radius + 1 }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * (7 / 6) ** 2)));
  const sum = raw.reduce((total, value) => total + value, 0);
  return Float32Array.from(raw, (value) => value / sum);
})();
const [w0, w1, w2, w3] = [window[3]!, window[2]!, window[1]!, window[0]!] as const;

/** Blurs by the window, edges repeated. */
export function blurred({ width, height, data }: GreyPlane): Float32Array {
  const padded = new Float32Array(width + 2 * radius);
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    padded.set(data.subarray(row, row + width), radius);
    padded.fill(data[row]!, 0, radius);
    padded.fill(data[row + width - 1]!, width + radius);
    for (let x = 0; x < width; x++) {
      across[row + x] =
        w0 * padded[x + 3]! +
        w1 * (padded[x + 2]! + padded[x + 4]!) +
        w2 * (padded[x + 1]! + padded[x + 5]!) +
        w3 * (padded[x]! + padded[x + 6]!);
    }
  }
  const out = new Float32Array(width * height);
  const rowAt = (y: number): number => width * Math.min(height - 1, Math.max(0, y));
  for (let y = 0; y < height; y++) {
    const [a, b, c, d] = [rowAt(y - 3), rowAt(y - 2), rowAt(y - 1), rowAt(y)] as const;
    const [e, f, g] = [rowAt(y + 1), rowAt(y + 2), rowAt(y + 3)] as const;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      out[at] =
        w0 * across[d + x]! +
        w1 * (across[c + x]! + across[e + x]!) +
        w2 * (across[b + x]! + across[f + x]!) +
        w3 * (across[a + x]! + across[g + x]!);
    }
  }
  return out;
}
