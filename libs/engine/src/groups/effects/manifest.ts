import type { GroupManifest } from '../manifest.ts';
import { grainTools } from './grain.ts';
import { vignetteTools } from './vignette.ts';

export const manifest: GroupManifest = {
  group: 'effects',
  rendered: [...vignetteTools.filter((tool) => tool !== 'overrideLookVignette'), ...grainTools],
  reasons: {
    overrideLookVignette: 'Creative profiles are not rendered, so there is no built-in vignette to replace.',
  },
  reason: 'Glow needs a wide blur stage that the engine does not have yet.',
};
