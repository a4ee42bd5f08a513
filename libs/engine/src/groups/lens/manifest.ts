import type { GroupManifest } from '../manifest.ts';

const profiles =
  'Adobe keeps its lens profiles to itself. Use manualDistortion and lensVignetteAmount, or correct while converting.';

export const manifest: GroupManifest = {
  group: 'lens',
  rendered: ['manualDistortion', 'lensVignetteAmount', 'lensVignetteMidpoint', 'removeChromaticAberration'],
  reasons: {
    lensProfileEnable: profiles,
    lensProfileSetup: profiles,
    lensProfileName: profiles,
    lensProfileDistortionScale: profiles,
    lensProfileVignettingScale: profiles,
  },
  reason: 'Fringes are not removed yet; removeChromaticAberration takes away those that the lens spreads sideways.',
};
