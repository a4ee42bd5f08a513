/** What Adobe's programs compute from a setting and store beside it: void as soon as the setting changes. */
import { crsUri } from '@safelight/catalogue';
import type { ForeignProperty } from '@safelight/core';

/** Of a mask: digests of its bitmap and of what it was computed from, and where the bitmap lies. */
const ofMasks = new Set([
  'MaskDigest',
  'InputDigest',
  'InputDigestVersion',
  'LocalInputDigest',
  'LocalInputDigestVersion',
  'ModelVersion',
  'WholeImageArea',
  'Origin',
  'FullMaskSize',
  'ErrorReason',
]);

/** Of Upright: the solved matrices, which must agree with the mode and the guides. */
const ofUpright = /^Upright(?!FourSegments)/;
export const uprightTools: readonly string[] = ['upright', 'uprightGuides'];

export function withoutComputedMask(foreign: readonly ForeignProperty[]): readonly ForeignProperty[] {
  return foreign.filter(({ uri, name }) => uri !== crsUri || !ofMasks.has(name));
}

export function withoutComputedUpright(foreign: readonly ForeignProperty[]): readonly ForeignProperty[] {
  return foreign.filter(({ uri, name }) => uri !== crsUri || !ofUpright.test(name));
}
