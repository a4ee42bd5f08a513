import type { Rgb8Image } from '@safelight/core';
import type { LabPlanes } from './planes.ts';

export interface Texture {
  /** Mean deviation of lightness from its surroundings (2 % of the long edge): clarity, and haloes when it is too much. */
  readonly local: number;
  /** Share 0..1 of 8-bit codes between the 2nd and 98th percentile that no pixel has: a torn tonal range. */
  readonly tornShare: number;
}

export function textureOf(image: Rgb8Image, planes: LabPlanes): Texture {
  return { local: localOf(planes), tornShare: tornShareOf(image) };
}

function localOf(planes: LabPlanes): number {
  const { width, height, lightness } = planes;
  const radius = Math.max(1, Math.round(0.02 * Math.max(width, height)));
  const sums = integral(planes);
  let total = 0;
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * (width + 1);
    const bottom = Math.min(height, y + radius + 1) * (width + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const area = ((bottom - top) / (width + 1)) * (right - left);
      const mean = (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) / area;
      total += Math.abs(lightness[y * width + x]! - mean);
    }
  }
  return total / (width * height);
}

/** Summed-area table with a leading row and column of zeros. */
function integral({ width, height, lightness }: LabPlanes): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += lightness[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return sums;
}

function tornShareOf(image: Rgb8Image): number {
  const count = image.width * image.height;
  const histogram = new Uint32Array(256);
  // Green carries most of the lightness.
  for (let index = 1; index < image.data.length; index += 3) histogram[image.data[index]!]!++;
  const low = codeAt(histogram, 0.02 * count);
  const high = codeAt(histogram, 0.98 * count);
  let empty = 0;
  for (let code = low; code <= high; code++) if (histogram[code] === 0) empty++;
  return high > low ? empty / (high - low + 1) : 0;
}

function codeAt(histogram: Uint32Array, rank: number): number {
  let below = 0;
  for (let code = 0; code < 256; code++) {
    below += histogram[code]!;
    if (below > rank) return code;
  }
  return 255;
}
