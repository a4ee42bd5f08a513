import { sha256 } from '@safelight/core';
import type { Axis } from '@safelight/intent';

/** Largest share by which a seed makes a wish stronger or weaker. */
const spread = 0.18;

/** Factor by which this seed varies an axis; seed 0 is the plain reading, so that candidates differ in strength. */
export function variation(seed: number): (axis: Axis) => number {
  if (seed === 0) return () => 1;
  return (axis) => {
    const unit = parseInt(sha256(`${seed}:${axis}`).slice(0, 8), 16) / 0xffff_ffff;
    return 1 + spread * (2 * unit - 1);
  };
}
