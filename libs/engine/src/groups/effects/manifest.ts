import type { GroupManifest } from '../manifest.ts';
import { glowTools } from './glow.ts';
import { grainTools } from './grain.ts';
import { vignetteTools } from './vignette.ts';

export const manifest: GroupManifest = {
  group: 'effects',
  rendered: [...vignetteTools.filter((tool) => tool !== 'overrideLookVignette'), ...grainTools, ...glowTools],
  reasons: {
    overrideLookVignette: 'Creative profiles are not rendered, so there is no built-in vignette to replace.',
  },
};
