import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'local-adjust',
  rendered: [],
  reason: 'Local adjustments need masks, which are not in the engine yet; use the global tools.',
};
