import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'retouch',
  rendered: [],
  reason: 'Healing, cloning and red-eye removal are not in the engine yet.',
};
