import type { GroupManifest } from '../manifest.ts';
import { colourTools } from './colour.ts';
import { regionTools } from './regions.ts';
import { toneTools } from './tone.ts';
import { whiteBalanceTools } from './white-balance.ts';

export const manifest: GroupManifest = {
  group: 'basic',
  rendered: [
    ...whiteBalanceTools,
    'exposure',
    ...toneTools,
    ...regionTools,
    'texture',
    'clarity',
    'dehaze',
    ...colourTools,
    'autoTone',
  ],
};
