/** Manual distortion: a factor on the radius, in half diagonals from the picture's centre. */
import type { Settings } from '../../compile/settings.ts';
import type { Warp } from '../../graph/program.ts';

export type Distortion = Pick<Warp, 'radial' | 'radialLimit'>;

/** What the corner's radius gains or loses at ±100. */
const reach = 0.25;
/** Stands for no limit: places are never that far out. */
const farAway = 1e6;

export const undistorted: Distortion = { radial: 0, radialLimit: farAway };

/**
 * Source radius = r · (1 + radial · r²). A barrel picture has its corners too near to the centre, so correcting it
 * (positive) reads nearer. Where the radius would turn back the factor stays as it is.
 */
export function distortionOf(settings: Settings): Distortion {
  // + 0 turns −0 into 0.
  const radial = -reach * settings.slider('manualDistortion') + 0;
  return { radial, radialLimit: radial < 0 ? -1 / (3 * radial) : farAway };
}

/** The corrected radius (as a factor) of a place in the source: the inverse of the map, by halving. */
export function correctedFactor({ radial, radialLimit }: Distortion, sourceRadius: number): number {
  if (radial === 0 || sourceRadius === 0) return 1;
  // The factor is never under ⅔, nor under 1 where it grows.
  let [low, high] = [0, radial < 0 ? 1.5 * sourceRadius : sourceRadius];
  for (let i = 0; i < 50; i++) {
    const r = (low + high) / 2;
    if (r * (1 + radial * Math.min(r * r, radialLimit)) < sourceRadius) low = r;
    else high = r;
  }
  return (low + high) / 2 / sourceRadius;
}
