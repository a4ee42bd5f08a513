/** Levelling by the crop: the angle that does what upright's roll would do. */
import { isMirrored, type Orientation } from '@safelight/core';
import type { Turn } from '../../analysis/upright.ts';

export interface Straightening {
  /** A value of `cropAngle`, in its steps. */
  readonly angleDegrees: number;
  /** 0..1. */
  readonly confidence: number;
}

/** The crop turns against the picture, in stored pixels: those of a mirrored picture turn the other way. */
export function straightening({ roll, confidence }: Turn, orientation: Orientation): Straightening {
  const degrees = (roll * 180) / Math.PI;
  const angle = isMirrored(orientation) ? degrees : -degrees;
  return { angleDegrees: Math.round(angle * 100) / 100, confidence };
}
