import type { Rgb8Image } from '@safelight/core';

/** Where a row or column of the result lies between two of the source. */
interface Tap {
  readonly first: number;
  readonly second: number;
  /** Share of the second. */
  readonly part: number;
}

function tapsOf(from: number, to: number): Tap[] {
  return Array.from({ length: to }, (_, index) => {
    const position = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
    const first = Math.floor(position);
    return { first, second: Math.min(first + 1, from - 1), part: position - first };
  });
}

/**
 * Two taps a direction, pixel centres aligned, edges repeated, as OpenCV's INTER_LINEAR, by which the published figures
 * were made. It does not average what it skips: a picture more than twice as large as its target aliases, here as there.
 */
export function resizeBilinear(image: Rgb8Image, width: number, height: number): Rgb8Image {
  if (image.width === width && image.height === height) return image;
  const columns = tapsOf(image.width, width);
  const rows = tapsOf(image.height, height);
  const data = new Uint8Array(3 * width * height);
  let out = 0;
  for (const row of rows) {
    const upper = 3 * image.width * row.first;
    const lower = 3 * image.width * row.second;
    for (const column of columns) {
      for (let channel = 0; channel < 3; channel++) {
        const left = 3 * column.first + channel;
        const right = 3 * column.second + channel;
        const above = mix(image.data[upper + left]!, image.data[upper + right]!, column.part);
        const below = mix(image.data[lower + left]!, image.data[lower + right]!, column.part);
        data[out++] = Math.round(mix(above, below, row.part));
      }
    }
  }
  return { width, height, data };
}

const mix = (a: number, b: number, part: number): number => a + part * (b - a);
