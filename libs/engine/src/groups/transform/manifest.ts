import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'transform',
  rendered: [],
  reason: 'Perspective corrections are not in the engine yet; cropAngle straightens a horizon.',
};
