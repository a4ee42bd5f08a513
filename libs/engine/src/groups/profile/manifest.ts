import type { GroupManifest } from '../manifest.ts';

const look = 'Creative profiles are proprietary tables that only their name refers to; the entry is carried through.';

export const manifest: GroupManifest = {
  group: 'profile',
  rendered: [],
  reasons: {
    cameraProfile:
      'Camera profiles are proprietary tables; the name is carried through. The engine develops from the file’s own colours.',
    look,
    lookAmount: look,
    processVersion:
      'Says what a recipe’s tone sliders mean and moves no pixel by itself; recipes before 6.6 are refused for editing.',
    aiLook: 'The adaptive look is an opaque payload that Adobe computes from the picture; it is carried through.',
  },
};
