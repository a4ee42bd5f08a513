import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'hdr',
  rendered: [],
  reason: 'HDR output is not in the engine yet; pictures are rendered for standard displays.',
};
