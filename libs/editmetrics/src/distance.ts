import type { Rgb8Image } from '@safelight/core';

/** How far an edit is from its target; 0 = the same pixels. */
export interface PixelDistance {
  /** L1×10²: 100 · mean |a − b| with RGB in 0..1. */
  readonly l1: number;
  /** L2×10³: 1000 · mean (a − b)², without a root. */
  readonly l2: number;
}

/** A selection of a picture's size: 0 outside … 1 inside, row by row. */
export type RegionMask = Float32Array;

/**
 * @throws RangeError when the pictures differ in size: whoever compares resizes the edited one first.
 */
export function pixelDistance(edited: Rgb8Image, target: Rgb8Image): PixelDistance {
  return weighted(edited, target, () => 1);
}

/**
 * L1_RC and L2_RC (JarvisArt): the distance of W∘edited and W∘target, W = 1 on the mask and `outside` elsewhere; a soft
 * mask blends the two. Weights scale the pictures, so the mean stays over all pixels.
 */
export function regionDistance(
  edited: Rgb8Image,
  target: Rgb8Image,
  mask: RegionMask,
  outside: number = 0.5,
): PixelDistance {
  if (mask.length !== target.width * target.height) {
    throw new RangeError(`The mask has ${mask.length} values for ${target.width}×${target.height} pixels.`);
  }
  return weighted(edited, target, (pixel) => outside + (1 - outside) * mask[pixel]!);
}

function weighted(edited: Rgb8Image, target: Rgb8Image, weightOf: (pixel: number) => number): PixelDistance {
  if (edited.width !== target.width || edited.height !== target.height) {
    throw new RangeError(
      `The edited picture is ${edited.width}×${edited.height}, the target ${target.width}×${target.height}: resize it first.`,
    );
  }
  let sum = 0;
  let squares = 0;
  const pixels = target.width * target.height;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const weight = weightOf(pixel) / 255;
    for (let at = 3 * pixel; at < 3 * pixel + 3; at++) {
      const difference = weight * (edited.data[at]! - target.data[at]!);
      sum += Math.abs(difference);
      squares += difference * difference;
    }
  }
  const count = 3 * pixels;
  return { l1: (100 * sum) / count, l2: (1000 * squares) / count };
}
