import type { RgbProfile } from '@safelight/core';
import { apply3, diagonal3, invert3, multiply3, neutral3, type Matrix3, type Triple } from './matrix.ts';

/** CIE XYZ of the white points, Y = 1. */
export const d50: Triple = [0.9642956, 1, 0.8251046];
export const d65: Triple = [0.95047, 1, 1.08883];

/** Linear ProPhoto (ROMM) → XYZ D50, the working space. */
export const proPhotoToXyz: Matrix3 = [
  0.7977605, 0.1351856, 0.0313493, 0.2880711, 0.7118432, 0.0000857, 0.0, 0.0, 0.8251046,
];

/** CIE luminance of linear ProPhoto; sums to 1. */
export const luminanceWeights: Triple = [0.2880711, 0.7118432, 0.0000857];

/** Bradford cone space (Lam 1985), the adaptation that ICC profiles use. */
const bradford: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** CAT16 cone space (Li et al. 2017). */
export const cat16: Matrix3 = [
  0.401288, 0.650173, -0.051461, -0.250268, 1.204414, 0.045854, -0.002079, 0.048952, 0.953127,
];

function vonKries(cone: Matrix3, from: Triple, to: Triple): Matrix3 {
  const source = apply3(cone, from);
  const target = apply3(cone, to);
  const gains: Triple = [target[0] / source[0], target[1] / source[1], target[2] / source[2]];
  return multiply3(invert3(cone), diagonal3(gains), cone);
}

/** XYZ → XYZ: what is `from` white becomes `to` white, by full CAT16 adaptation. */
export const adaptCat16 = (from: Triple, to: Triple): Matrix3 => vonKries(cat16, from, to);

/** A matrix on XYZ D50 as a matrix on linear ProPhoto. */
export const inProPhoto = (onXyz: Matrix3): Matrix3 => multiply3(invert3(proPhotoToXyz), onXyz, proPhotoToXyz);

/** Linear RGB of the profile → linear ProPhoto. White goes to white exactly, whatever the profile's rounding. */
export function toProPhoto(profile: Pick<RgbProfile, 'toXyzD50'>): Matrix3 {
  return neutral3(multiply3(invert3(proPhotoToXyz), profile.toXyzD50));
}

/** The exact inverse of `toProPhoto`. */
export const fromProPhoto = (profile: Pick<RgbProfile, 'toXyzD50'>): Matrix3 => invert3(toProPhoto(profile));

/** OKLab (Ottosson 2020): XYZ D65 → cone responses, and their cube roots → L, a, b. */
const xyzToLms: Matrix3 = [
  0.8189330101, 0.3618667424, -0.1288597137, 0.0329845436, 0.9293118715, 0.0361456387, 0.0482003018, 0.2643662691,
  0.633851707,
];
export const lmsToLab: Matrix3 = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
  -0.808675766,
];
export const labToLms: Matrix3 = invert3(lmsToLab);

/** Linear ProPhoto → OKLab cone responses; white gives (1, 1, 1). */
export const proPhotoToLms: Matrix3 = neutral3(multiply3(xyzToLms, vonKries(bradford, d50, d65), proPhotoToXyz));
export const lmsToProPhoto: Matrix3 = invert3(proPhotoToLms);

/** Linear sRGB → linear ProPhoto, for anchors and hue names. */
export const sRgbToProPhoto: Matrix3 = toProPhoto({
  toXyzD50: [0.4360657, 0.3851515, 0.1430784, 0.2224932, 0.7168870, 0.0606169, 0.0139160, 0.0970764, 0.7140961],
}); // prettier-ignore

/** OKLab of a linear ProPhoto colour. */
export function labOf(rgb: Triple): Triple {
  const [l, m, s] = apply3(proPhotoToLms, rgb);
  return apply3(lmsToLab, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
}

export const luminanceOf = ([r, g, b]: Triple): number =>
  luminanceWeights[0] * r + luminanceWeights[1] * g + luminanceWeights[2] * b;
