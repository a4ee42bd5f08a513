import { Fault } from '@safelight/core';
import type { Settings } from '../../compile/settings.ts';

/** A rectangle turned by an angle, in pixels of the uncropped picture. */
export interface Rectangle {
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
  readonly cos: number;
  readonly sin: number;
}

/**
 * The crop in the uncropped picture: (Left, Top) and (Right, Bottom) are opposite corners of a rectangle turned by
 * CropAngle in sensor pixels. An angle with edges that were never set straightens: the largest upright-looking rectangle
 * of the picture's own aspect. Throws `recipe.invalid` when edges and angle leave no picture.
 */
export function rectangleOf(settings: Settings, width: number, height: number): Rectangle {
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
