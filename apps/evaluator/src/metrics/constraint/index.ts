import type { Protection, Region } from '@safelight/intent';
import { untouched } from './untouched.ts';
import { colour } from './colour.ts';
import type { Keeper } from './constraint.ts';
import { contrast } from './contrast.ts';
import { highlights } from './highlights.ts';
import { lightness } from './lightness.ts';
import { shadows } from './shadows.ts';
import { skin } from './skin.ts';

/** What tells that each protected thing was kept; a new protection does not compile until it has one. */
const keepers: Readonly<Record<Exclude<Protection, 'all'>, Keeper>> = {
  shadows,
  highlights,
  skin,
  colour,
  contrast,
  lightness,
};

export function keeperOf(protect: Protection, region: Region | null): Keeper {
  return protect === 'all' ? untouched(region) : keepers[protect];
}

export { constraintMetric } from './constraint.ts';
