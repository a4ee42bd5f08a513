import { Fault } from '@safelight/core';
import type { Settings } from '../../compile/settings.ts';
import type { AffineMap } from '../../graph/program.ts';

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
  readonly map: AffineMap;
  /** Output pixels per full-resolution pixel, 0..1. */
  readonly scale: number;
  /** Size of the uncropped picture at full resolution, in pixels. */
  readonly fullWidth: number;
  readonly fullHeight: number;
}

/** A rectangle turned by an angle, in pixels of the uncropped picture. */
interface Rectangle {
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
  readonly cos: number;
  readonly sin: number;
}

/**
 * The frame of a recipe's crop. (Left, Top) and (Right, Bottom) are opposite corners of a rectangle turned by
 * CropAngle in sensor pixels. An angle with edges that were never set straightens: the largest upright-looking
 * rectangle of the picture's own aspect. Throws `recipe.invalid` when edges and angle leave no picture.
 */
export function frameOf(
  settings: Settings,
  width: number,
  height: number,
  longEdgeMaxPixels: number | null = null,
): Frame {
  const crop = rectangleOf(settings, width, height);
  const scale = Math.min(1, (longEdgeMaxPixels ?? Infinity) / Math.max(crop.width, crop.height));
  const [outWidth, outHeight] = [pixels(crop.width * scale), pixels(crop.height * scale)];
  const { cos, sin, centreX, centreY } = crop;
  // Per output pixel, in source pixels.
  const [sx, sy] = [crop.width / outWidth, crop.height / outHeight];
  const left = centreX - (cos * crop.width - sin * crop.height) / 2;
  const top = centreY - (sin * crop.width + cos * crop.height) / 2;
  const map: AffineMap = {
    ux: (cos * sx) / width,
    uy: (-sin * sy) / width,
    u0: left / width,
    vx: (sin * sx) / height,
    vy: (cos * sy) / height,
    v0: top / height,
  };
  return { width: outWidth, height: outHeight, map, scale, fullWidth: width, fullHeight: height };
}

const pixels = (length: number): number => Math.max(1, Math.round(length));

function rectangleOf(settings: Settings, width: number, height: number): Rectangle {
  const whole = { centreX: width / 2, centreY: height / 2, width, height, cos: 1, sin: 0 };
  if (!settings.flag('hasCrop')) return whole;
  const [left, top] = [settings.number('cropLeft'), settings.number('cropTop')];
  const [right, bottom] = [settings.number('cropRight'), settings.number('cropBottom')];
  const angle = (settings.number('cropAngle') * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const isWhole = left === 0 && top === 0 && right === 1 && bottom === 1;
  if (isWhole) return angle === 0 ? whole : inscribed({ ...whole, cos, sin }, width, height);
  const [dx, dy] = [(right - left) * width, (bottom - top) * height];
  if (angle === 0) return upright(left * width, top * height, right * width, bottom * height);
  const crop = {
    centreX: ((left + right) / 2) * width,
    centreY: ((top + bottom) / 2) * height,
    width: cos * dx + sin * dy,
    height: cos * dy - sin * dx,
    cos,
    sin,
  };
  if (!(crop.width >= 1 && crop.height >= 1)) {
    throw new Fault(
      'recipe.invalid',
      'The crop leaves no picture. Move its edges further apart or choose a smaller cropAngle.',
    );
  }
  return settings.flag('cropConstrainToUnitSquare') ? inscribed(crop, width, height) : crop;
}

/** An unturned crop, on whole pixels: nothing is resampled at full size. */
function upright(...edges: readonly [number, number, number, number]): Rectangle {
  const [left, top, right, bottom] = edges.map(Math.round) as [number, number, number, number];
  const [width, height] = [Math.max(right - left, 1), Math.max(bottom - top, 1)];
  return { centreX: left + width / 2, centreY: top + height / 2, width, height, cos: 1, sin: 0 };
}

/** The rectangle shrunk about its centre, aspect kept, until its corners lie in the picture. */
function inscribed(crop: Rectangle, width: number, height: number): Rectangle {
  const { cos, sin } = crop;
  const reachX = (Math.abs(cos) * crop.width + Math.abs(sin) * crop.height) / 2;
  const reachY = (Math.abs(sin) * crop.width + Math.abs(cos) * crop.height) / 2;
  const freeX = Math.min(crop.centreX, width - crop.centreX);
  const freeY = Math.min(crop.centreY, height - crop.centreY);
  const factor = Math.min(1, freeX / reachX, freeY / reachY);
  // Rounding of stored edges alone must not resample the picture.
  if (factor > 1 - 1e-4) return crop;
  return { ...crop, width: crop.width * factor, height: crop.height * factor };
}
