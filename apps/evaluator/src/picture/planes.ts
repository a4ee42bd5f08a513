import type { Rgb8Image } from '@safelight/core';
import { linearOf } from './resize.ts';

/** OKLab × 100 (Ottosson 2020), one plane each: L 0 (black) .. 100 (white), a green − magenta +, b blue − yellow +. */
export interface LabPlanes {
  readonly width: number;
  readonly height: number;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

export function labPlanes(image: Rgb8Image): LabPlanes {
  const count = image.width * image.height;
  const lightness = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const red = linearOf[image.data[3 * index]!]!;
    const green = linearOf[image.data[3 * index + 1]!]!;
    const blue = linearOf[image.data[3 * index + 2]!]!;
    const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    lightness[index] = 100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s);
    a[index] = 100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s);
    b[index] = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s);
  }
  return { width: image.width, height: image.height, lightness, a, b };
}
