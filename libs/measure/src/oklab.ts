/**
 * sRGB code values → OKLab × 100 (Ottosson 2020), fast enough to look at every pixel: the transfer curve is a table of
 * 256, the cube root a table with linear interpolation (error below 0.002 of OKLab × 100).
 */
export const linearOfCode = Float64Array.from({ length: 256 }, (_, code) => {
  const encoded = code / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

const rootSamples = 8192;
const roots = Float64Array.from({ length: rootSamples + 2 }, (_, index) => Math.cbrt(index / rootSamples));
/** Below this the cube root bends too much for the table. */
const exactBelow = 0.02;

/** Cube root of 0..1. */
export function cubeRoot(x: number): number {
  if (x < exactBelow) return Math.cbrt(x);
  const position = x * rootSamples;
  const index = position | 0;
  const from = roots[index]!;
  return from + (roots[index + 1]! - from) * (position - index);
}
