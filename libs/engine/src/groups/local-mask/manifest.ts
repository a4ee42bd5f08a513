import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'local-mask',
  rendered: [],
  reason: 'Masks are not in the engine yet; use the global tools.',
};
