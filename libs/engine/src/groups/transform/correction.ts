/** Lens and perspective as one map of the whole picture: what a crop is cut from. */
import { Fault, isTurned, type Orientation } from '@safelight/core';
import type { Segment } from '../../analysis/lines.ts';
import { identity3, invert3, multiply3, scale3 } from '../../colour/matrix.ts';
import type { Settings } from '../../compile/settings.ts';
import type { AffineMap, Lateral, Warp } from '../../graph/program.ts';
import { placeOf } from '../../graph/warp.ts';
import { toShown, toStored } from '../crop/orientation.ts';
import type { Rectangle } from '../crop/rectangle.ts';
import { distortionOf } from '../lens/distortion.ts';
import { constrained } from './constrain.ts';
import { halfDiagonal, perspectiveOf } from './perspective.ts';
import { uprightMatrix } from './upright.ts';

/** What the frame asks of the photo, and only when a tool needs it. */
export interface Sight {
  /** How the finished picture will be turned; up and down are those of the shown picture. */
  readonly orientation: Orientation;
  readonly segments: () => readonly Segment[];
  readonly lateral: () => Lateral | null;
}

/** Share of an edge that counts as being on the border. */
const rounding = 1e-6;

/** Lens and perspective on the whole picture: unit square of the corrected picture → unit square of the source. */
export function correctionOf(settings: Settings, width: number, height: number, sight: Sight): Warp | null {
  const distortion = distortionOf(settings);
  const lateral = settings.flag('removeChromaticAberration') ? sight.lateral() : null;
  const orientation = settings.number('orientation', sight.orientation) as Orientation;
  const upright = uprightMatrix(settings, { width, height, orientation, distortion }, sight.segments);
  const shown = isTurned(orientation) ? { width: height, height: width } : { width, height };
  const forward = perspectiveOf(settings, shown, upright);
  if (forward === null && distortion.radial === 0 && lateral === null) return null;
  const unit = halfDiagonal({ width, height });
  const [reachU, reachV] = [unit / width, unit / height];
  const toPlaces = [1 / reachU, 0, -0.5 / reachU, 0, 1 / reachV, -0.5 / reachV, 0, 0, 1];
  const turned = forward === null ? identity3 : multiply3(toStored(orientation), forward, toShown(orientation));
  // W is 1 at the picture's centre, so that what lies before the camera is told from what lies behind it.
  const projection = multiply3(scale3(invert3(turned), turned[8]!), toPlaces);
  return { projection, ...distortion, reachU, reachV, lateral };
}

/** The correction as the output's pixels see it. */
export function behind(correction: Warp, { ux, uy, u0, vx, vy, v0 }: AffineMap): Warp {
  return { ...correction, projection: multiply3(correction.projection, [ux, uy, u0, vx, vy, v0, 0, 0, 1]) };
}

/** The largest part of a crop that shows nothing but picture. */
export function inPicture(crop: Rectangle, correction: Warp, width: number, height: number): Rectangle {
  const found = constrained(crop, (x, y) => {
    const [u, v] = placeOf(correction, x / width, y / height);
    return u >= -rounding && u <= 1 + rounding && v >= -rounding && v <= 1 + rounding;
  });
  if (found !== null && found.width >= 1 && found.height >= 1) return found;
  throw new Fault(
    'recipe.invalid',
    'The crop shows nothing of the transformed picture. Move it, or lower perspectiveX, perspectiveY and the keystone.',
  );
}
