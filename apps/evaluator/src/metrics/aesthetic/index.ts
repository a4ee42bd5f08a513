import type { Quality } from './aesthetic.ts';
import { clipping } from './clipping.ts';
import { colourBalance } from './colour-balance.ts';
import { contrast } from './contrast.ts';
import { evenLight } from './even-light.ts';
import { halos } from './halos.ts';
import { localContrast } from './local-contrast.ts';
import { naturalness } from './naturalness.ts';
import { noise } from './noise.ts';
import { restraint } from './restraint.ts';
import { saturation } from './saturation.ts';
import { skin } from './skin.ts';
import { smoothTones } from './smooth-tones.ts';
import { structure } from './structure.ts';
import { tonalKey } from './tonal-key.ts';

/** Every quality, in the order in which an evaluation lists them. */
export const qualities: readonly Quality[] = [
  clipping,
  tonalKey,
  contrast,
  colourBalance,
  saturation,
  skin,
  noise,
  smoothTones,
  evenLight,
  localContrast,
  halos,
  structure,
  naturalness,
  restraint,
];

export { findingOf, type Quality } from './aesthetic.ts';
