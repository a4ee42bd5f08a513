import type { Orientation } from './image.ts';

/**
 * By EXIF code: the matrix `[a, b, c, d]` that takes (x, y) about the centre as stored to (ax + by, cx + dy) as shown,
 * x to the right and y down. Each is a turn or a mirror image, so its transpose takes back.
 */
export const shownOf: Readonly<Record<Orientation, readonly [number, number, number, number]>> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, -1, 1, 0],
  7: [0, -1, -1, 0],
  8: [0, 1, -1, 0],
};

/** Whether width and height change places. */
export const isTurned = (orientation: Orientation): boolean => orientation >= 5;

/** Whether clockwise as stored is anticlockwise as shown. */
export function isMirrored(orientation: Orientation): boolean {
  const [a, b, c, d] = shownOf[orientation];
  return a * d - b * c < 0;
}

/** The orientation that undoes one: only the quarter turns are not their own. */
export function inverseOf(orientation: Orientation): Orientation {
  if (orientation === 6) return 8;
  return orientation === 8 ? 6 : orientation;
}

/** A place as fractions of the width and height, stored → shown. */
export function shownPlace(orientation: Orientation, x: number, y: number): readonly [number, number] {
  const [a, b, c, d] = shownOf[orientation];
  const along = (byX: number, byY: number): number => {
    const value = byX === 0 ? y : x;
    return byX + byY > 0 ? value : 1 - value;
  };
  return [along(a, b), along(c, d)];
}

/** One orientation after another: what is shown by the first is turned or mirrored as shown by the second. */
export function composed(first: Orientation, second: Orientation): Orientation {
  const [a, b, c, d] = shownOf[first];
  const [e, f, g, h] = shownOf[second];
  const both = [e * a + f * c, e * b + f * d, g * a + h * c, g * b + h * d];
  const found = Object.entries(shownOf).find(([, matrix]) => matrix.every((value, at) => value === both[at]));
  return Number(found![0]) as Orientation;
}
