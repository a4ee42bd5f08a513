import type { Rgb8Image } from '@safelight/core';
import { newBins, binOf, percentile } from './statistics.ts';

/** Patches of this part of the long edge: 15 pixels of a 1,024-pixel picture, as in the paper. */
const patchFraction = 15 / 1024;
/** The air's light is the brightest that the picture holds, but for its last highlights. */
const airShare = 0.99;
/** Patches that decide: skies and white walls lie above, and they are not veiled. */
const patchShare = 0.35;

/**
 * Veil over the picture, 0 .. 1. In a clear outdoor picture some channel of some pixel of nearly every patch is dark; a
 * veil lifts all of them (the dark channel of He, Sun and Tang 2009).
 */
export function hazeOf({ width, height, data }: Rgb8Image): number {
  const patch = Math.max(1, Math.round(Math.max(width, height) * patchFraction));
  const dark = newBins(0, 256);
  const bright = newBins(0, 256);
  for (let top = 0; top < height; top += patch) {
    for (let left = 0; left < width; left += patch) {
      let least = 255;
      let most = 0;
      const bottom = Math.min(height, top + patch);
      const right = Math.min(width, left + patch);
      for (let y = top; y < bottom; y++) {
        for (let at = 3 * (y * width + left), end = 3 * (y * width + right); at < end; at++) {
          const code = data[at]!;
          if (code < least) least = code;
          if (code > most) most = code;
        }
      }
      dark.counts[binOf(least, dark)]! += 1;
      bright.counts[binOf(most, bright)]! += 1;
    }
  }
  const air = percentile(bright, airShare);
  return air < 1 ? 0 : Math.min(1, percentile(dark, patchShare) / air);
}
