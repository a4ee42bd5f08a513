import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'profile',
  rendered: [],
  reason: 'Camera and creative profiles are proprietary tables; the engine develops from the file’s own colours.',
};
