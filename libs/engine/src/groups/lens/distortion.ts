/** Manual distortion: a factor on the radius, in half diagonals from the picture's centre. */
import type { Settings } from '../../compile/settings.ts';
import type { Warp } from '../../graph/program.ts';

export type Distortion = Pick<Warp, 'radial' | 'radialLimit'>;

/** What the corner's radius gains or loses at ±100. */
const reach = 0.25;
/** Stands for no limit: places are never that far out. */
const farAway = 1e6;

/**
 * Source radius = r · (1 + radial · r²). A barrel picture has its corners too near to the centre, so correcting it
 * (positive) reads nearer. Where the radius would turn back the factor stays as it is.
 */
export function distortionOf(settings: Settings): Distortion {
  // + 0 turns −0 into 0.
  const radial = -reach * settings.slider('manualDistortion') + 0;
  return { radial, radialLimit: radial < 0 ? -1 / (3 * radial) : farAway };
}

/** The corrected radius (as a factor) of a place in the source: the inverse of the map. */
export function correctedFactor({ radial, radialLimit }: Distortion, sourceRadius: number): number {
  if (radial === 0 || sourceRadius === 0) return 1;
  let r = sourceRadius;
  // Newton's steps on a monotone function; the last ones change nothing.
  for (let i = 0; i < 12; i++) {
    const square = Math.min(r * r, radialLimit);
    const slope = 1 + radial * (r * r < radialLimit ? 3 * square : square);
    r = Math.max(r - (r * (1 + radial * square) - sourceRadius) / Math.max(slope, 0.05), 0);
  }
  return r / sourceRadius;
}
