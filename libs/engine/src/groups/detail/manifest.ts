import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'detail',
  rendered: [],
  reason: 'Sharpening and noise reduction are not in the engine yet.',
};
