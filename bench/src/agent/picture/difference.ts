import { ciede2000, type Lab } from '@safelight/measure';
import type { Picture } from './picture.ts';

/** Of large areas every n-th pixel is compared: the mean of this many does not move in its second digit. */
const comparedMax = 40_000;

/** Mean ΔE00 between two pictures of the same size over some pixels. */
export function meanDifference(one: Picture, other: Picture, pixels: Uint32Array): number {
  const stride = Math.max(1, Math.floor(pixels.length / comparedMax));
  const labOf = ({ lightness, a, b }: Picture, pixel: number): Lab => [lightness[pixel]!, a[pixel]!, b[pixel]!];
  let sum = 0;
  let count = 0;
  for (let at = 0; at < pixels.length; at += stride) {
    sum += ciede2000(labOf(one, pixels[at]!), labOf(other, pixels[at]!));
    count++;
  }
  return sum / count;
}
