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

/** Shrinks a picture to the judged size by area average of linear light; a smaller one is returned as it is. */
export function toJudgedSize(image: Rgb8Image): Rgb8Image {
  const scale = judgedLongEdgePixels / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const sums = new Float32Array(width * height * 3);
  const counts = new Uint32Array(width * height);
  for (let y = 0, source = 0; y < image.height; y++) {
    const row = Math.floor((y * height) / image.height) * width;
    for (let x = 0; x < image.width; x++, source += 3) {
      const cell = row + Math.floor((x * width) / image.width);
      counts[cell]!++;
      for (let channel = 0; channel < 3; channel++) {
        sums[3 * cell + channel]! += linearOf[image.data[source + channel]!]!;
      }
    }
  }
  const data = new Uint8Array(sums.length);
  for (let index = 0; index < data.length; index++) data[index] = codeOf(sums[index]! / counts[Math.floor(index / 3)]!);
  return { width, height, data };
}

export { linearOf };
