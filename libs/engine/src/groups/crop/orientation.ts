/** How stored rows and columns lie in the upright picture, as homogeneous matrices. */
import { inverseOf, shownOf, type Orientation } from '@safelight/core';
import type { Matrix3 } from '../../colour/matrix.ts';

/** Stored → shown. */
export function toShown(orientation: Orientation): Matrix3 {
  const [a, b, c, d] = shownOf[orientation];
  return [a, b, 0, c, d, 0, 0, 0, 1];
}

/** Shown → stored. */
export const toStored = (orientation: Orientation): Matrix3 => toShown(inverseOf(orientation));
