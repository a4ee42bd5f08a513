import type { Rgb8Image } from '@safelight/core';
import { featuresOf } from './features.ts';
import { scoreOfFeatures } from './model.ts';
import { greyOf, halfOf } from './plane.ts';

/** People scored LIVE's pictures at this size; a larger one is halved, which also costs a quarter. */
const edgePixelsMax = 768;

/**
 * BRISQUE: how far the statistics of a picture are from those of natural scenes, 0 (as they are) .. 100; null for a
 * picture that is too small or has no texture. Learnt from people's scores of blur, noise and JPEG (LIVE); it knows
 * nothing of light or colour.
 */
export function brisque(image: Rgb8Image): number | null {
  const grey = greyOf(image);
  const features = featuresOf(Math.max(image.width, image.height) > edgePixelsMax ? halfOf(grey) : grey);
  return features === null ? null : scoreOfFeatures(features);
}
