import type { Rgb8Image } from '@safelight/core';
import { oklabOfCodes } from '@safelight/measure';

/** OKLab × 100 (Ottosson 2020), one plane each: L 0 (black) .. 100 (white), a green − magenta +, b blue − yellow +. */
export interface LabPlanes {
  readonly width: number;
  readonly height: number;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

export function labPlanes({ width, height, data }: Rgb8Image): LabPlanes {
  const count = width * height;
  const lightness = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  const lab = new Float64Array(3);
  for (let index = 0, at = 0; index < count; index++, at += 3) {
    oklabOfCodes(data[at]!, data[at + 1]!, data[at + 2]!, lab);
    lightness[index] = lab[0]!;
    a[index] = lab[1]!;
    b[index] = lab[2]!;
  }
  return { width, height, lightness, a, b };
}
