/** How stored rows and columns lie in the upright picture. */
import type { Orientation } from '@safelight/core';
import type { Matrix3 } from '../../colour/matrix.ts';

/**
 * By EXIF code: (x, y) about the centre as stored → as shown, x to the right and y down. Each is a turn or a mirror
 * image, so its transpose takes back.
 */
const shownOf: Readonly<Record<Orientation, readonly [number, number, number, number]>> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, -1, 1, 0],
  7: [0, -1, -1, 0],
  8: [0, 1, -1, 0],
};

/** Stored → shown, as a homogeneous matrix. */
export function toShown(orientation: Orientation): Matrix3 {
  const [a, b, c, d] = shownOf[orientation];
  return [a, b, 0, c, d, 0, 0, 0, 1];
}

/** Shown → stored. */
export function toStored(orientation: Orientation): Matrix3 {
  const [a, b, c, d] = shownOf[orientation];
  return [a, c, 0, b, d, 0, 0, 0, 1];
}

/** Whether width and height change places. */
export const isTurned = (orientation: Orientation): boolean => orientation >= 5;

/** Whether clockwise as stored is anticlockwise as shown. */
export function isMirrored(orientation: Orientation): boolean {
  const [a, b, c, d] = shownOf[orientation];
  return a * d - b * c < 0;
}
