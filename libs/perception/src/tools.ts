/** Mask tools of the catalogue that need somebody to look at the picture: those that this room answers … */
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
  'maskEyeSclera',
  'maskEyebrows',
  'maskLips',
  'maskTeeth',
  'maskFacialHair',
];

const noTeacher =
  'needs a network taught on labelled landscapes; none under a permissive licence is in the package registries, and ' +
  'colour and texture alone mistake it too often. Draw it with maskBrush or maskColorRange, or outline it with maskObject.';

/** … and those that it cannot, with the reason that people are told. */
const reasons: Readonly<Record<string, string>> = {
  maskArchitecture: `Telling buildings apart ${noTeacher}`,
  maskMountains: `Telling mountains apart ${noTeacher}`,
  maskArtificialGround: `Telling roads and floors apart ${noTeacher}`,
  maskNaturalGround: `Telling natural ground apart ${noTeacher}`,
  maskVegetation: `Telling vegetation apart ${noTeacher}`,
  maskWater: `Telling water apart ${noTeacher}`,
  maskSnow: `Telling snow apart ${noTeacher}`,
};

/** Why a perceptual mask tool cannot be answered; undefined for a tool that can be, or that needs no looking. */
export const unperceivedReason = (tool: string): string | undefined =>
  Object.hasOwn(reasons, tool) ? reasons[tool] : undefined;
