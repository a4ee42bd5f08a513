/** What a sensor's balanced colours mean (DNG 1.7, chapter 6: "Mapping Camera Color Space to CIE XYZ Space"). */
import { whitePointOf, type RgbProfile, type WhitePoint } from '@safelight/core';
import { d50, proPhotoMatrix, whiteToD50 } from '../profile/standard.ts';
import { apply3, diagonal3, invert3, multiply3, type Matrix3, type Triple } from './matrix.ts';
import type { Calibration, RawHeader } from './protocol.ts';

export interface RawColour {
  /** Of the camera's colours after its white balance: linear, white is R = G = B. */
  readonly profile: RgbProfile;
  /** Undefined when neither the file nor LibRaw's table knows the camera's colours. */
  readonly asShot: WhitePoint | undefined;
}

const identity: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const linear = Float32Array.of(0, 1);

/** Bradford cone space (Lam 1985), which DNG prescribes. */
const bradford: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];
const bradfordInverse = invert3(bradford)!;

/** Kelvin of the EXIF LightSource codes that calibrations are made under. */
const kelvinOf: Readonly<Record<number, number>> = {
  1: 5500, 2: 4200, 3: 2850, 4: 5500, 9: 5500, 10: 6500, 11: 7500, 12: 6430, 13: 5000, 14: 4230, 15: 3450, 16: 2940,
  17: 2856, 18: 4874, 19: 6774, 20: 5503, 21: 6504, 22: 7504, 23: 5003, 24: 3200,
}; // prettier-ignore
const d65Code = 21;

const isSet = (values: readonly number[]): boolean => values.some((value) => value !== 0);
const isGood = (values: readonly number[]): boolean => values.every((value) => Number.isFinite(value) && value > 0);

/** Camera and analog balance of this specimen: what the reference camera's matrices are multiplied by. */
function specimen(calibration: Calibration, analogBalance: readonly number[]): Matrix3 {
  const balance = isGood(analogBalance) ? diagonal3(analogBalance as unknown as Triple) : identity;
  return isSet(calibration.cameraCalibration) ? multiply3(balance, calibration.cameraCalibration) : balance;
}

/** Calibrations with a matrix, the warmer light first; LibRaw's table counts as one under D65. */
function calibrationsOf(header: RawHeader): readonly Calibration[] {
  const own = header.calibrations.filter(
    ({ colorMatrix, illuminant }) => isSet(colorMatrix) && invert3(colorMatrix) !== null && illuminant in kelvinOf,
  );
  if (own.length > 0) return [...own].sort((a, b) => kelvinOf[a.illuminant]! - kelvinOf[b.illuminant]!);
  const colorMatrix = header.tableMatrix;
  if (!isSet(colorMatrix) || invert3(colorMatrix) === null) return [];
  return [
    { illuminant: d65Code, colorMatrix, forwardMatrix: new Array<number>(9).fill(0), cameraCalibration: identity },
  ];
}

/** A matrix of both calibrations for a light of that temperature: linear in mired between them, held outside. */
function interpolated(
  calibrations: readonly Calibration[],
  matrixOf: (calibration: Calibration) => Matrix3,
  kelvin: number,
): Matrix3 {
  const [warm, cool] = [calibrations[0]!, calibrations.at(-1)!];
  const [from, to] = [1e6 / kelvinOf[warm.illuminant]!, 1e6 / kelvinOf[cool.illuminant]!];
  const share = from === to ? 0 : Math.min(1, Math.max(0, (from - 1e6 / kelvin) / (from - to)));
  const [first, second] = [matrixOf(warm), matrixOf(cool)];
  return first.map((value, i) => value + (second[i]! - value) * share);
}

/** The camera's numbers for the white it balanced for, the largest 1. */
function neutralOf(header: RawHeader): Triple {
  const gains = isGood(header.cameraGains) ? header.cameraGains : header.daylightGains;
  const numbers = isGood(header.asShotNeutral)
    ? header.asShotNeutral
    : isGood(gains)
      ? gains.map((gain) => 1 / gain)
      : [1, 1, 1];
  const most = Math.max(...numbers);
  return numbers.map((value) => value / most) as unknown as Triple;
}

const rounds = 30;

/** The light whose white gives the camera those numbers: the matrix depends on it, so it is found by repetition. */
function whiteOf(neutral: Triple, cameraFromXyz: (kelvin: number) => Matrix3): { xyz: Triple; kelvin: number } {
  let kelvin = 5003;
  let xyz: Triple = [...d50];
  for (let round = 0; round < rounds; round++) {
    const inverse = invert3(cameraFromXyz(kelvin));
    if (inverse === null) break;
    const [x, y, z] = apply3(inverse, neutral);
    // No light has such a white; the last one that made sense stands.
    if (!(y > 0 && x > 0 && z > 0)) break;
    xyz = [x / y, 1, z / y];
    const found = whitePointOf(xyz).temperature;
    if (Math.abs(found - kelvin) < 0.01) break;
    kelvin = found;
  }
  return { xyz, kelvin };
}

/** XYZ under the light → XYZ under D50. */
function adaptToD50(white: Triple): Matrix3 {
  const [from, to] = [apply3(bradford, white), apply3(bradford, d50)];
  const gains = diagonal3([to[0] / from[0], to[1] / from[1], to[2] / from[2]]);
  return multiply3(bradfordInverse, multiply3(gains, bradford));
}

function profileOf(toXyzD50: Matrix3): RgbProfile {
  return { name: 'camera, linear', toXyzD50: whiteToD50(toXyzD50), decode: [linear, linear, linear], light: 'scene' };
}

/** A matrix that turns balanced white into something like D50; others would make white of colour. */
function keepsWhite(toXyzD50: Matrix3): boolean {
  const sums = [0, 3, 6].map((row) => toXyzD50[row]! + toXyzD50[row + 1]! + toXyzD50[row + 2]!);
  return sums.every((sum, i) => Math.abs(sum / sums[1]! - d50[i]!) < 0.1) && invert3(toXyzD50) !== null;
}

export function colourOf(header: RawHeader): RawColour {
  const calibrations = header.colors === 3 ? calibrationsOf(header) : [];
  // ROMM primaries for a sensor whose colours nobody describes.
  if (calibrations.length === 0) return { profile: profileOf(proPhotoMatrix), asShot: undefined };
  const { analogBalance } = header;
  const own = (calibration: Calibration): Matrix3 =>
    multiply3(specimen(calibration, analogBalance), calibration.colorMatrix);
  const neutral = neutralOf(header);
  const { xyz, kelvin } = whiteOf(neutral, (at) => interpolated(calibrations, own, at));
  const asShot = whitePointOf(xyz);
  const toBalanced = diagonal3(neutral);
  const specimenInverse = invert3(interpolated(calibrations, (one) => specimen(one, analogBalance), kelvin));
  if (specimenInverse !== null && calibrations.every(({ forwardMatrix }) => isSet(forwardMatrix))) {
    const [r, g, b] = apply3(specimenInverse, neutral);
    const forward = interpolated(calibrations, ({ forwardMatrix }) => forwardMatrix, kelvin);
    const balanced = multiply3(diagonal3([1 / r, 1 / g, 1 / b]), multiply3(specimenInverse, toBalanced));
    const toXyzD50 = multiply3(forward, balanced);
    if (keepsWhite(toXyzD50)) return { profile: profileOf(toXyzD50), asShot };
  }
  const inverse = invert3(interpolated(calibrations, own, kelvin));
  const toXyzD50 = inverse && multiply3(adaptToD50(xyz), multiply3(inverse, toBalanced));
  if (toXyzD50 === null || !keepsWhite(toXyzD50)) return { profile: profileOf(proPhotoMatrix), asShot: undefined };
  return { profile: profileOf(toXyzD50), asShot };
}
