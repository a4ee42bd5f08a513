import { findTool } from '@safelight/catalogue';
import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'point-color',
  // A swatch, with all that it holds.
  rendered: ['pointColor', ...(findTool('pointColor')?.fields ?? [])],
};
