/** The numbers of masks; `local-mask` has a file for each kind that reads them. */
import type { GroupManifest } from '../manifest.ts';

export const manifest: GroupManifest = {
  group: 'mask-geometry',
  rendered: [
    'maskCombine',
    'maskInvert',
    'maskActive',
    ...['Zero', 'Full', 'Zero2'].flatMap((point) => ['X', 'Y'].map((axis) => `linear${point}${axis}`)),
    'linearFullPointDistance',
    ...['Top', 'Left', 'Bottom', 'Right', 'Angle', 'Feather', 'Roundness', 'Midpoint'].map((part) => `radial${part}`),
    ...['Radius', 'Flow', 'Feather', 'Density', 'Dabs'].map((part) => `brush${part}`),
    'luminanceRangeBounds',
    'colorRangeRefine',
    'colorRangeSamples',
    'colorRangeArea',
    'depthRangeBounds',
    'rangeInvert',
    'aiReferencePoint',
    'objectGesture',
    'personInstance',
  ],
};
