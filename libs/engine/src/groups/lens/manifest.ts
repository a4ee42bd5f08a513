import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'lens',
  rendered: [],
  reason: 'Lens corrections are not in the engine yet.',
};
