/** The two spaces that a file can name without carrying a profile: sRGB, and Adobe RGB through EXIF. */
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

const sRgbCurve = sampleCurve(decodeSrgb);
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

/** sRGB as an ICC profile of about 500 bytes. */
export const sRgbIcc: Uint8Array = buildMatrixIcc(
  'sRGB IEC61966-2.1',
  sRgbMatrix,
  parametricElement([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
);

export const adobeRgbIcc: Uint8Array = buildMatrixIcc('Adobe RGB (1998)', adobeRgbMatrix, gammaElement(adobeRgbGamma));
