import type { GroupManifest } from '../manifest.ts';
import { perspectiveTools } from './perspective.ts';

export const manifest: GroupManifest = {
  group: 'transform',
  rendered: ['upright', 'uprightGuides', ...perspectiveTools, 'constrainCrop'],
};
