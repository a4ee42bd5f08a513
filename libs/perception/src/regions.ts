import type { Matte, RegionName } from '@safelight/core';

/** The masks that together select a region. */
export const masksOf: Readonly<Record<RegionName, readonly string[]>> = {
  sky: ['maskSky'],
  subject: ['maskSubject'],
  background: ['maskBackground'],
  person: ['maskPerson'],
  face: ['maskFaceSkin'],
  skin: ['maskFaceSkin', 'maskBodySkin'],
  hair: ['maskHair'],
  eyes: ['maskIrisPupil', 'maskEyeSclera'],
  lips: ['maskLips'],
  teeth: ['maskTeeth'],
  brows: ['maskEyebrows'],
  beard: ['maskFacialHair'],
  clothes: ['maskClothes'],
};

/** What lies in either of two mattes of one picture. */
export function uniteMattes(one: Matte, other: Matte): Matte {
  return {
    ...one,
    data: one.data.map((code, at) => Math.max(code, other.data[at]!)),
    confidence: Math.max(one.confidence, other.confidence),
  };
}
