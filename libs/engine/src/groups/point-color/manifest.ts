import type { GroupManifest } from '../manifest.ts';
import { pointColorTools } from './point-color.ts';

export const manifest: GroupManifest = {
  group: 'point-color',
  rendered: pointColorTools,
};
