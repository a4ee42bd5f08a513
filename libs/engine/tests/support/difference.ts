import type { Rgb8Image } from '@safelight/core';
import { decodeSrgb } from '../../src/colour/transfer.ts';
import { ciede2000, labOfLinear, type Lab } from '@safelight/measure';

/** ΔE00 between two sRGB pictures of one size: mean, and the value that one pixel in a thousand exceeds. */
export function differences(one: Rgb8Image, other: Rgb8Image): { readonly mean: number; readonly p999: number } {
  const area = one.width * one.height;
  const values = new Float64Array(area);
  const linear = Array.from({ length: 256 }, (_, code) => decodeSrgb(code / 255));
  const at = ({ data }: Rgb8Image, i: number): Lab =>
    labOfLinear(linear[data[i]!]!, linear[data[i + 1]!]!, linear[data[i + 2]!]!);
  for (let i = 0; i < area; i++) values[i] = ciede2000(at(one, 3 * i), at(other, 3 * i));
  const mean = values.reduce((sum, value) => sum + value, 0) / area;
  return { mean, p999: values.toSorted()[Math.floor(0.999 * area)]! };
}
