/** Tone curves of ICC profiles (ICC.1:2022, 10.6 curveType and 10.18 parametricCurveType). */

/**
 * Samples of a decoded curve: 255 × 16 steps, so that each 8-bit code falls on a sample exactly and a 16-bit code
 * is at most 1/8160 away from one.
 */
export const curveSamples = 255 * 16 + 1;

/** Samples a function 0..1 → 0..1 as `RgbProfile.decode` wants it: clamped and strictly rising. */
export function sampleCurve(decode: (code: number) => number): Float32Array {
  const samples = new Float32Array(curveSamples);
  let floor = 0;
  for (let i = 0; i < curveSamples; i++) {
    const value = Math.min(1, Math.max(0, decode(i / (curveSamples - 1))));
    // Quantised tables repeat values near black; the smallest step that a float can hold keeps the inverse unique.
    samples[i] = Math.max(value, floor);
    floor = samples[i]! * (1 + 2 ** -22) + 1e-10;
  }
  return samples;
}

/** The piecewise curve of IEC 61966-2-1. */
export function decodeSrgb(code: number): number {
  return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
}

/** Inverse of `decodeSrgb`. */
export function encodeSrgb(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** Reads a `curv` or `para` element; null when it is malformed, of another type, or does not rise from dark to light. */
export function readCurve(element: Uint8Array): Float32Array | null {
  if (element.length < 12) return null;
  const view = new DataView(element.buffer, element.byteOffset, element.byteLength);
  const type = String.fromCharCode(...element.subarray(0, 4));
  const decode = type === 'curv' ? tableCurve(view) : type === 'para' ? parametricCurve(view) : null;
  return decode === null || !rises(decode) ? null : sampleCurve(decode);
}

function tableCurve(view: DataView): ((code: number) => number) | null {
  const count = view.getUint32(8);
  if (count === 0) return (code) => code;
  if (count > 65536 || view.byteLength < 12 + 2 * count) return null;
  if (count === 1) {
    const gamma = view.getUint16(12) / 256;
    return gamma > 0 ? (code) => code ** gamma : null;
  }
  return (code) => {
    const place = code * (count - 1);
    const left = Math.min(count - 2, Math.floor(place));
    const from = view.getUint16(12 + 2 * left) / 65535;
    const to = view.getUint16(14 + 2 * left) / 65535;
    return from + (to - from) * (place - left);
  };
}

/** Number of parameters of each function type. */
const parameterCounts = [1, 3, 4, 5, 7];

function parametricCurve(view: DataView): ((code: number) => number) | null {
  const type = view.getUint16(8);
  const count = parameterCounts[type];
  if (count === undefined || view.byteLength < 12 + 4 * count) return null;
  const values = Array.from({ length: count }, (_, i) => view.getInt32(12 + 4 * i) / 65536);
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
  const power = (code: number): number => Math.max(0, a * code + b) ** g;
  switch (type) {
    case 0:
      return (code) => code ** g;
    case 1:
      return (code) => (a * code + b >= 0 ? power(code) : 0);
    case 2:
      return (code) => (a * code + b >= 0 ? power(code) + c : c);
    case 3:
      return (code) => (code >= d ? power(code) : c * code);
    default:
      return (code) => (code >= d ? power(code) + e : c * code + f);
  }
}

function rises(decode: (code: number) => number): boolean {
  let last = decode(0);
  for (let i = 1; i <= 255; i++) {
    const value = decode(i / 255);
    if (!Number.isFinite(value) || value < last - 1e-4) return false;
    last = value;
  }
  return last > 0.9 && decode(0) < 0.1;
}
