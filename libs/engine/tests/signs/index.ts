import { detailSigns } from './detail.ts';
import { globalSigns } from './global.ts';
import { geometrySigns } from './geometry.ts';
import { glowSigns } from './glow.ts';
import { localSigns } from './local.ts';
import { maskSigns } from './masks.ts';
import { hdrSigns } from './hdr.ts';
import { pointColorSigns } from './point-color.ts';
import type { Sign } from './sign.ts';

/** Every rendered tool but those that have laws of their own. */
export const signs: Readonly<Record<string, readonly Sign[]>> = {
  ...globalSigns,
  ...detailSigns,
  ...geometrySigns,
  ...glowSigns,
  ...hdrSigns,
  ...pointColorSigns,
  ...localSigns,
  ...maskSigns,
};
