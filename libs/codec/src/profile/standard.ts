/** The spaces that pictures are written in; sRGB, and Adobe RGB through EXIF, a file can also name without a profile. */
import type { RgbProfile } from '@safelight/core';
import { buildMatrixIcc, gammaElement, parametricElement } from './build.ts';
import { decodeSrgb, sampleCurve } from './curve.ts';

/** White of the ICC connection space, CIE D50. Every matrix of this room maps white to exactly this. */
export const d50 = [0.9642956, 1, 0.8251046] as const;

/** Scales each row of a row-major linear RGB → XYZ matrix so that white, (1, 1, 1), becomes D50. */
export function whiteToD50(matrix: readonly number[]): readonly number[] {
  const white = [0, 3, 6].map((row) => matrix[row]! + matrix[row + 1]! + matrix[row + 2]!);
  return Object.freeze(matrix.map((value, i) => (value * d50[Math.floor(i / 3)]!) / white[Math.floor(i / 3)]!));
}

// Primaries of IEC 61966-2-1 and Adobe RGB (1998), adapted from D65 to D50 by Bradford (Lindbloom's tables).
export const sRgbMatrix = whiteToD50([
  0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045, 0.7141733,
]);
const adobeRgbMatrix = whiteToD50([
  0.6097559, 0.2052401, 0.149224, 0.3111242, 0.625656, 0.0632197, 0.0194811, 0.0608902, 0.7448387,
]);
const adobeRgbGamma = 2 + 51 / 256;

// SMPTE EG 432-1's primaries with the white of sRGB, adapted by Bradford; Kodak's ROMM RGB (ISO 22028-2).
const displayP3Matrix = whiteToD50([
  0.5151187, 0.2919778, 0.1571035, 0.2411892, 0.6922441, 0.0665668, -0.0010505, 0.0418791, 0.7840713,
]);
export const proPhotoMatrix = whiteToD50([
  0.7977605, 0.1351856, 0.0313493, 0.2880711, 0.7118432, 0.0000857, 0, 0, 0.8251046,
]);
/** 1.8 as the 8.8 fixed-point number that profiles hold. */
const proPhotoGamma = 1 + 205 / 256;

const sRgbCurve = sampleCurve(decodeSrgb);
const proPhotoCurve = sampleCurve((code) => code ** proPhotoGamma);
const adobeRgbCurve = sampleCurve((code) => code ** adobeRgbGamma);

export const sRgbProfile: RgbProfile = Object.freeze({
  name: 'sRGB',
  toXyzD50: sRgbMatrix,
  decode: Object.freeze([sRgbCurve, sRgbCurve, sRgbCurve] as const),
});

export const adobeRgbProfile: RgbProfile = Object.freeze({
  name: 'Adobe RGB (1998)',
  toXyzD50: adobeRgbMatrix,
  decode: Object.freeze([adobeRgbCurve, adobeRgbCurve, adobeRgbCurve] as const),
});

export const displayP3Profile: RgbProfile = Object.freeze({
  name: 'Display P3',
  toXyzD50: displayP3Matrix,
  decode: Object.freeze([sRgbCurve, sRgbCurve, sRgbCurve] as const),
});

export const proPhotoProfile: RgbProfile = Object.freeze({
  name: 'ProPhoto RGB',
  toXyzD50: proPhotoMatrix,
  decode: Object.freeze([proPhotoCurve, proPhotoCurve, proPhotoCurve] as const),
});

const sRgbElement = parametricElement([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);

/** sRGB as an ICC profile of about 500 bytes. */
export const sRgbIcc: Uint8Array = buildMatrixIcc('sRGB IEC61966-2.1', sRgbMatrix, sRgbElement);

export const displayP3Icc: Uint8Array = buildMatrixIcc('Display P3', displayP3Matrix, sRgbElement);

export const proPhotoIcc: Uint8Array = buildMatrixIcc('ProPhoto RGB', proPhotoMatrix, gammaElement(proPhotoGamma));

export const adobeRgbIcc: Uint8Array = buildMatrixIcc('Adobe RGB (1998)', adobeRgbMatrix, gammaElement(adobeRgbGamma));

/** The spaces by the names that callers give them. */
export const standardSpaces = {
  srgb: { profile: sRgbProfile, icc: sRgbIcc },
  'display-p3': { profile: displayP3Profile, icc: displayP3Icc },
  'adobe-rgb': { profile: adobeRgbProfile, icc: adobeRgbIcc },
  prophoto: { profile: proPhotoProfile, icc: proPhotoIcc },
} as const satisfies Record<string, { readonly profile: RgbProfile; readonly icc: Uint8Array }>;
