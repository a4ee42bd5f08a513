import type { Rgb8Image } from '@safelight/core';
import type { LabPlanes } from './planes.ts';

export interface Texture {
  /** Mean deviation of a pixel's lightness from its four neighbours, in the calmest twentieth of the picture: noise, grain. */
  readonly noise: number;
  /** Mean deviation of lightness from its surroundings (2 % of the long edge): clarity, and haloes when it is too much. */
  readonly local: number;
  /** Share 0..1 of 8-bit codes between the 2nd and 98th percentile that no pixel has: a torn tonal range. */
  readonly tornShare: number;
}

export function textureOf(image: Rgb8Image, planes: LabPlanes): Texture {
  return { noise: noiseOf(planes), local: localOf(planes), tornShare: tornShareOf(image) };
}

const blockPixels = 8;
const calmShare = 0.05;

function noiseOf({ width, height, lightness }: LabPlanes): number {
  const blocks: number[] = [];
  for (let top = 1; top + blockPixels < height; top += blockPixels) {
    for (let left = 1; left + blockPixels < width; left += blockPixels) {
      let residual = 0;
      let level = 0;
      for (let y = top; y < top + blockPixels; y++) {
        for (let x = left; x < left + blockPixels; x++) {
          const at = y * width + x;
          const around = lightness[at - 1]! + lightness[at + 1]! + lightness[at - width]! + lightness[at + width]!;
          residual += Math.abs(lightness[at]! - around / 4);
          level += lightness[at]!;
        }
      }
      const mean = level / blockPixels ** 2;
      // Clipped blocks are flat whatever the noise of the picture is.
      if (mean > 6 && mean < 96) blocks.push(residual / blockPixels ** 2);
    }
  }
  if (blocks.length === 0) return 0;
  blocks.sort((one, other) => one - other);
  return blocks[Math.floor(calmShare * (blocks.length - 1))]!;
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
