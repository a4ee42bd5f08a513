import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'mask-geometry',
  rendered: [],
  reason: 'Masks are not in the engine yet; use the global tools.',
};
