import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'lens-blur',
  rendered: [],
  reason: 'Lens blur needs a depth map, which the engine cannot make yet.',
};
