import type { GroupManifest } from '../manifest.ts';
import { maskKinds } from './selection.ts';

export const manifest: GroupManifest = {
  group: 'local-mask',
  rendered: maskKinds.flatMap(({ tools }) => tools),
};
