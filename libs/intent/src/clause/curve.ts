import type { CurvePoint } from '@safelight/core';

/** Levels by which a plain S leaves the diagonal at the quarter tones: a clear but printable bend. */
const bendLevels = 24;

/** A tone curve as an S; `bend` 1 steepens the middle, −1 flattens it, 0 is straight. */
export function curvePoints(bend: number, amount: number): readonly CurvePoint[] {
  const by = Math.round(bendLevels * bend * amount);
  if (by === 0) return ends;
  return [ends[0], [64, 64 - by], [192, 192 + by], ends[1]];
}

const ends: readonly [CurvePoint, CurvePoint] = [
  [0, 0],
  [255, 255],
];
