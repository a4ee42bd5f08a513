import type { GroupManifest } from '../manifest.ts';
import { hslTools } from './hsl.ts';

export const manifest: GroupManifest = {
  group: 'hsl',
  rendered: hslTools,
};
