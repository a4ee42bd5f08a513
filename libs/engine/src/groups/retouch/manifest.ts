import type { GroupManifest } from '../manifest.ts';

const redEye = 'Where Adobe’s files keep the eyes is not documented; the entry is carried through unchanged.';

export const manifest: GroupManifest = {
  group: 'retouch',
  rendered: [
    'retouchHeal',
    'retouchClone',
    'retouchSize',
    'retouchPosition',
    'retouchSourceX',
    'retouchSourceY',
    'retouchSourceMode',
    'retouchFeather',
    'retouchOpacity',
  ],
  reasons: {
    retouchContentAware:
      'The patches are an opaque payload of Adobe’s, carried through. Use retouchHeal, which finds its source by itself.',
    removeGenerative:
      'Generated pixels come from Adobe’s service and carry provenance; the entry is carried through unchanged.',
    redEye,
    petEye: redEye,
  },
};
