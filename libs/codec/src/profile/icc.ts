/** Reads ICC profiles that are nothing but a matrix and tone curves (ICC.1:2022, 8.3 and 8.4; version 2 alike). */
import type { RgbProfile } from '@safelight/core';
import { readCurve } from './curve.ts';
import { d50, sRgbMatrix, sRgbProfile, whiteToD50 } from './standard.ts';

const tagsMax = 128;

/** What the pixels of a file mean, when a matrix and curves can say it. */
export type MatrixProfile =
  | { readonly model: 'rgb'; readonly profile: RgbProfile }
  /** Codes of one channel; `profile` says what the same code in R, G and B means, `curve` is the curve as ICC element. */
  | { readonly model: 'grey'; readonly profile: RgbProfile; readonly curve: Uint8Array };

/** Null for what is not understood: broken profiles, tables (LUT), CMYK, Lab. */
export function readMatrixProfile(icc: Uint8Array): MatrixProfile | null {
  const elements = readElements(icc);
  if (elements === null) return null;
  const space = ascii(icc, 16, 4);
  const connection = ascii(icc, 20, 4);
  const name = describe(elements.get('desc')) ?? 'embedded profile';
  if (space === 'GRAY') {
    const curve = elements.get('kTRC');
    const decode = curve === undefined ? null : readCurve(curve);
    if (curve === undefined || decode === null) return null;
    return { model: 'grey', profile: { name, toXyzD50: sRgbMatrix, decode: [decode, decode, decode] }, curve };
  }
  if (space !== 'RGB ' || connection !== 'XYZ ') return null;
  // A table, where there is one, takes precedence over the matrix (ICC.1:2022, 8.10).
  if (['A2B0', 'A2B1', 'A2B2'].some((tag) => elements.has(tag))) return null;
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => readXyz(elements.get(tag)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => readCurve(elements.get(tag) ?? new Uint8Array()));
  const [red, green, blue] = columns;
  const [redCurve, greenCurve, blueCurve] = curves;
  if (!red || !green || !blue || !redCurve || !greenCurve || !blueCurve) return null;
  const toXyzD50 = matrixOf([red, green, blue]);
  if (toXyzD50 === null) return null;
  const profile: RgbProfile = { name, toXyzD50, decode: [redCurve, greenCurve, blueCurve] };
  return { model: 'rgb', profile: isSrgb(profile) ? sRgbProfile : profile };
}

function readElements(icc: Uint8Array): Map<string, Uint8Array> | null {
  if (icc.length < 132 || ascii(icc, 36, 4) !== 'acsp') return null;
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const count = view.getUint32(128);
  if (count > tagsMax || 132 + 12 * count > icc.length) return null;
  const elements = new Map<string, Uint8Array>();
  for (let at = 132; at < 132 + 12 * count; at += 12) {
    const offset = view.getUint32(at + 4);
    const size = view.getUint32(at + 8);
    if (offset + size <= icc.length) elements.set(ascii(icc, at, 4), icc.subarray(offset, offset + size));
  }
  return elements;
}

function readXyz(element: Uint8Array | undefined): [number, number, number] | null {
  if (element === undefined || element.length < 20 || ascii(element, 0, 4) !== 'XYZ ') return null;
  const view = new DataView(element.buffer, element.byteOffset, element.byteLength);
  return [view.getInt32(8) / 65536, view.getInt32(12) / 65536, view.getInt32(16) / 65536];
}

/** Columns → row-major matrix whose white is exactly D50; null when the primaries are degenerate or not adapted to D50. */
function matrixOf(columns: readonly (readonly [number, number, number])[]): readonly number[] | null {
  const matrix = [0, 1, 2].flatMap((row) => columns.map((column) => column[row]!));
  const isAdapted = d50.every((white, row) => {
    const sum = matrix.slice(3 * row, 3 * row + 3).reduce((total, value) => total + value, 0);
    return Math.abs(sum - white) <= 0.01;
  });
  if (!isAdapted) return null;
  const m = whiteToD50(matrix) as readonly [number, number, number, number, number, number, number, number, number];
  const determinant =
    m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
  return Math.abs(determinant) > 1e-3 ? m : null;
}

/** Makers round sRGB differently; within these bounds no 8-bit code changes, and one profile object serves all. */
function isSrgb(profile: RgbProfile): boolean {
  const near = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): boolean =>
    Array.from(a).every((value, i) => Math.abs(value - b[i]!) <= tolerance);
  return (
    near(profile.toXyzD50, sRgbProfile.toXyzD50, 1e-3) &&
    profile.decode.every((curve) => near(curve, sRgbProfile.decode[0], 5e-4))
  );
}

/** Text of a `desc` (version 2) or `mluc` (version 4) element. */
function describe(element: Uint8Array | undefined): string | null {
  if (element === undefined || element.length < 28) return null;
  const view = new DataView(element.buffer, element.byteOffset, element.byteLength);
  const type = ascii(element, 0, 4);
  let text = '';
  if (type === 'desc') text = ascii(element, 12, Math.min(view.getUint32(8), 256));
  if (type === 'mluc') {
    const length = Math.min(view.getUint32(20), 512);
    const bytes = element.subarray(view.getUint32(24), view.getUint32(24) + length);
    text = new TextDecoder('utf-16be').decode(bytes);
  }
  // eslint-disable-next-line no-control-regex -- names end in NUL and may hold anything
  text = text.replace(/[\u0000-\u001f]/g, '').trim();
  return text === '' ? null : text;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}
