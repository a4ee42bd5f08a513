import type { GroupManifest } from '../manifest.ts';
import { maskKinds } from './selection.ts';

export const manifest: GroupManifest = {
  group: 'local-mask',
  rendered: maskKinds.flatMap(({ tools }) => tools),
  reasons: {
    maskDepthRange: 'A range of distances needs a depth map, which the engine cannot make yet; use another mask.',
  },
};
