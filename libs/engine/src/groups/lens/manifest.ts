import type { GroupManifest } from '../manifest.ts';
import { defringeTools } from './defringe.ts';

export const manifest: GroupManifest = {
  group: 'lens',
  rendered: [...defringeTools],
  reason: 'Lens corrections are not in the engine yet.',
};
