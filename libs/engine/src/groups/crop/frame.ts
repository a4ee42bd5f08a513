import type { Settings } from '../../compile/settings.ts';
import type { AffineMap, PixelMap } from '../../graph/program.ts';
import { behind, correctionOf, inPicture, type Sight } from '../transform/correction.ts';
import { rectangleOf } from './rectangle.ts';

/** The tools that this group renders. `orientation` is applied by the caller, to the finished picture. */
export const cropTools: readonly string[] = [
  'cropTop',
  'cropLeft',
  'cropBottom',
  'cropRight',
  'cropAngle',
  'hasCrop',
  'cropConstrainToUnitSquare',
  'orientation',
];

/** The output level: its size, where it lies in the source, and its scale. */
export interface Frame {
  /** Output size in pixels, sensor orientation. */
  readonly width: number;
  readonly height: number;
  /** Output pixels → the source's unit square. */
  readonly map: PixelMap;
  /** Output pixels → the unit square of the picture after lens and perspective; the same where these do nothing. */
  readonly crop: AffineMap;
  /** Output pixels per full-resolution pixel, 0..1. */
  readonly scale: number;
  /** Size of the uncropped picture at full resolution, in pixels. */
  readonly fullWidth: number;
  readonly fullHeight: number;
}

const blind: Sight = { orientation: 1, segments: () => [], lateral: () => null };

/**
 * The frame of a recipe: its crop, cut from the picture after lens and perspective corrections. Throws
 * `recipe.invalid` when nothing of the picture is left.
 */
export function frameOf(
  settings: Settings,
  width: number,
  height: number,
  longEdgeMaxPixels: number | null = null,
  sight: Sight = blind,
): Frame {
  const correction = correctionOf(settings, width, height, sight);
  const wanted = rectangleOf(settings, width, height);
  const crop =
    correction === null || !settings.flag('constrainCrop') ? wanted : inPicture(wanted, correction, width, height);
  const scale = Math.min(1, (longEdgeMaxPixels ?? Infinity) / Math.max(crop.width, crop.height));
  const [outWidth, outHeight] = [pixels(crop.width * scale), pixels(crop.height * scale)];
  const { cos, sin, centreX, centreY } = crop;
  // Per output pixel, in source pixels.
  const [sx, sy] = [crop.width / outWidth, crop.height / outHeight];
  const left = centreX - (cos * crop.width - sin * crop.height) / 2;
  const top = centreY - (sin * crop.width + cos * crop.height) / 2;
  const affine: AffineMap = {
    ux: (cos * sx) / width,
    uy: (-sin * sy) / width,
    u0: left / width,
    vx: (sin * sx) / height,
    vy: (cos * sy) / height,
    v0: top / height,
  };
  const map = correction === null ? affine : behind(correction, affine);
  return { width: outWidth, height: outHeight, map, crop: affine, scale, fullWidth: width, fullHeight: height };
}

const pixels = (length: number): number => Math.max(1, Math.round(length));
