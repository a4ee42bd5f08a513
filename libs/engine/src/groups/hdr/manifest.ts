import type { GroupManifest } from '../manifest.ts';
import { hdrTools } from './hdr.ts';

export const manifest: GroupManifest = {
  group: 'hdr',
  rendered: hdrTools,
};
