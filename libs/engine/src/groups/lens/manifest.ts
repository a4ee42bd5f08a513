import type { GroupManifest } from '../manifest.ts';
import { defringeTools } from './defringe.ts';

const profiles =
  'Adobe keeps its lens profiles to itself. Use manualDistortion and lensVignetteAmount, or correct while converting.';

export const manifest: GroupManifest = {
  group: 'lens',
  rendered: [
    'manualDistortion',
    'lensVignetteAmount',
    'lensVignetteMidpoint',
    'removeChromaticAberration',
    ...defringeTools,
  ],
  reasons: {
    lensProfileEnable: profiles,
    lensProfileSetup: profiles,
    lensProfileName: profiles,
    lensProfileDistortionScale: profiles,
    lensProfileVignettingScale: profiles,
  },
};
