import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'point-color',
  rendered: [],
  reason: 'Point colour is not in the engine yet; use the HSL mixer for the hue family.',
};
