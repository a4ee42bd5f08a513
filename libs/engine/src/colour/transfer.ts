import type { RgbProfile } from '@safelight/core';

/** sRGB transfer curve (IEC 61966-2-1), the axis of the tone curves; linear 0..1 ↔ encoded 0..1. */
export const encodeSrgb = (x: number): number => (x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055);
export const decodeSrgb = (y: number): number => (y <= 0.04045 ? y / 12.92 : ((y + 0.055) / 1.055) ** 2.4);

/**
 * Samples of a table over √x. The root spends the samples where encodings are steep: linear interpolation stays
 * within 0.005 of 255 for sRGB and for pure powers up to 2.2.
 */
export const rootTableLength = 4096;

/** Table of `f` on linear 0..1, to be read at √x · (length − 1). */
export function rootTable(f: (linear: number) => number): Float32Array {
  const last = rootTableLength - 1;
  return Float32Array.from({ length: rootTableLength }, (_, i) => f((i / last) ** 2));
}

/** The inverse of a sampled, rising tone curve: linear 0..1 → encoded 0..1. */
export function inverseOf(decode: Float32Array): (linear: number) => number {
  const last = decode.length - 1;
  return (linear) => {
    if (linear <= decode[0]!) return 0;
    if (linear >= decode[last]!) return 1;
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (decode[middle]! <= linear) low = middle;
      else high = middle;
    }
    const [from, to] = [decode[low]!, decode[high]!];
    return (low + (linear - from) / (to - from)) / last;
  };
}

const encodeTables = new WeakMap<Float32Array, Float32Array>();

/** Encoding tables of a profile, one per channel, as `rootTable`; made once per curve. */
export function encodingTables(profile: RgbProfile): readonly [Float32Array, Float32Array, Float32Array] {
  const of = (decode: Float32Array): Float32Array => {
    let table = encodeTables.get(decode);
    if (table === undefined) encodeTables.set(decode, (table = rootTable(inverseOf(decode))));
    return table;
  };
  return [of(profile.decode[0]), of(profile.decode[1]), of(profile.decode[2])];
}
