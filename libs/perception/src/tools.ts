/** Mask tools of the catalogue that need somebody to look at the picture, and those that this room answers. */
export const perceivedTools: readonly string[] = [
  'maskSubject',
  'maskBackground',
  'maskSky',
  'maskLandscapeSky',
  'maskObject',
  'maskPerson',
  'maskFaceSkin',
  'maskBodySkin',
  'maskHair',
  'maskClothes',
  'maskIrisPupil',
  'maskLips',
  'maskEyeSclera',
  'maskEyebrows',
  'maskTeeth',
  'maskFacialHair',
];

const reasons: Readonly<Record<string, string>> = {};

export const unperceivedReason = (tool: string): string | undefined => reasons[tool];
