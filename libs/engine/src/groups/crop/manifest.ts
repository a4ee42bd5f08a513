import type { GroupManifest } from '../manifest.ts';
import { cropTools } from './frame.ts';

export const manifest: GroupManifest = {
  group: 'crop',
  rendered: cropTools,
};
