import type { Protection } from '@safelight/intent';
import { colour } from './colour.ts';
import type { Keeper } from './constraint.ts';
import { contrast } from './contrast.ts';
import { highlights } from './highlights.ts';
import { lightness } from './lightness.ts';
import { shadows } from './shadows.ts';
import { skin } from './skin.ts';

/** What tells that each protected thing was kept; a new protection does not compile until it has one. */
export const keepers: Readonly<Record<Protection, Keeper>> = { shadows, highlights, skin, colour, contrast, lightness };

export { constraintMetric } from './constraint.ts';
