import type { Rgb8Image } from '@safelight/core';

/**
 * Judging happens at one size, so that a proxy and the full picture give the same figures (the size that the agent
 * itself looks at).
 */
export const judgedLongEdgePixels = 1_024;

const linearOf = Float32Array.from({ length: 256 }, (_, code) => {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** sRGB transfer curve of linear light 0..1 as an 8-bit code. */
function codeOf(linear: number): number {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}

/** Where the source pixel `index` of `from` falls among `to` cells: the first cell and the share that lies in it. */
function placeOf(index: number, from: number, to: number): { readonly cell: number; readonly share: number } {
  const start = (index * to) / from;
  const cell = Math.floor(start);
  const width = to / from;
  return { cell, share: Math.min(1, (cell + 1 - start) / width) };
}

/** Shrinks a picture to the judged size by exact area average of linear light; a smaller one is returned as it is. */
export function toJudgedSize(image: Rgb8Image): Rgb8Image {
  const scale = judgedLongEdgePixels / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const places = Array.from({ length: image.width }, (_, x) => placeOf(x, image.width, width));
  const cells = Uint32Array.from(places, ({ cell }) => 3 * cell);
  const shares = Float32Array.from(places, ({ share }) => share);
  const sums = new Float32Array(width * height * 3);
  // One cell more, so that a last pixel whose share rounds to just under 1 has where to go.
  const row = new Float32Array(3 * (width + 1));
  for (let y = 0, source = 0; y < image.height; y++) {
    row.fill(0);
    for (let x = 0; x < image.width; x++) {
      const cell = cells[x]!;
      const share = shares[x]!;
      for (let channel = 0; channel < 3; channel++, source++) {
        const light = linearOf[image.data[source]!]!;
        row[cell + channel]! += share * light;
        row[cell + 3 + channel]! += (1 - share) * light;
      }
    }
    const { cell, share } = placeOf(y, image.height, height);
    addRow(sums, row, 3 * width * cell, 3 * width, share);
    if (share < 1 && cell + 1 < height) addRow(sums, row, 3 * width * (cell + 1), 3 * width, 1 - share);
  }
  const area = (width / image.width) * (height / image.height);
  return { width, height, data: Uint8Array.from(sums, (sum) => codeOf(Math.min(1, sum * area))) };
}

function addRow(sums: Float32Array, row: Float32Array, at: number, length: number, share: number): void {
  for (let index = 0; index < length; index++) sums[at + index]! += share * row[index]!;
}

export { linearOf };
