/** Crops of a wanted shape. */
import { isTurned, type Orientation, type SettingValues } from '@safelight/core';

export interface AspectCrop {
  /** Stored size of the uncropped photo, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Width over height of the crop as it is shown: 16 / 9, 1, 4 / 5. */
  readonly aspect: number;
  /** How the photo is shown; default 1, as it is stored. */
  readonly orientation?: Orientation;
  /** The recipe's `cropAngle`, degrees; default 0. */
  readonly angleDegrees?: number;
}

/** Edges as XMP keeps them. */
const precision = 1e6;

/**
 * The settings of the largest crop of an aspect about the photo's centre. Unturned edges lie on whole pixels. Null when
 * the file format cannot write such a crop: its corners would change places (a narrow crop at a steep angle).
 */
export function cropToAspect({
  width,
  height,
  aspect,
  orientation = 1,
  angleDegrees = 0,
}: AspectCrop): SettingValues | null {
  const stored = isTurned(orientation) ? 1 / aspect : aspect;
  const angle = (angleDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const tilt = Math.abs(sin);
  const tall = Math.min(width / (stored * cos + tilt), height / (stored * tilt + cos));
  const wide = stored * tall;
  // (Left, Top) and (Right, Bottom) are opposite corners of the turned rectangle.
  const [across, down] = [wide * cos - tall * sin, wide * sin + tall * cos];
  if (across < 1 || down < 1) return null;
  const edges = (length: number, span: number): readonly [from: number, to: number] => {
    if (angle !== 0) return [0.5 - span / length / 2, 0.5 + span / length / 2];
    const pixels = Math.max(1, Math.round(span));
    const from = Math.floor((length - pixels) / 2);
    return [from / length, (from + pixels) / length];
  };
  const exact = (edge: number): number => Math.round(edge * precision) / precision;
  const [left, right] = edges(width, across);
  const [top, bottom] = edges(height, down);
  return {
    hasCrop: true,
    cropLeft: exact(left),
    cropTop: exact(top),
    cropRight: exact(right),
    cropBottom: exact(bottom),
    ...(angle === 0 ? {} : { cropAngle: angleDegrees }),
  };
}
