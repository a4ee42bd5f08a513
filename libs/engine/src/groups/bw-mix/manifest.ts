import type { GroupManifest } from '../manifest.ts';
import { bwMixTools } from './bw-mix.ts';

export const manifest: GroupManifest = {
  group: 'bw-mix',
  rendered: bwMixTools,
};
