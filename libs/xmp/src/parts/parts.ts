import { corrections } from './corrections.ts';
import { guides } from './guides.ts';
import { lensBlur } from './lensBlur.ts';
import type { Part } from './part.ts';
import { retouch } from './retouch.ts';
import { pointColors } from './swatches.ts';

/** In the order in which a sidecar has them. */
export const parts: readonly Part[] = [guides, pointColors, lensBlur, corrections, retouch];

export const partProperties: ReadonlySet<string> = new Set(parts.flatMap(({ properties }) => properties));
