import type { GroupManifest } from '../manifest.ts';
import { lensBlurTools } from './lens-blur.ts';

export const manifest: GroupManifest = {
  group: 'lens-blur',
  rendered: lensBlurTools,
  reasons: {
    lensBlurDepthBrush:
      'Strokes correct the depth map of the program that made them, and the engine makes its own; they are carried through.',
  },
};
