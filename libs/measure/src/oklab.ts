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

/** Writes OKLab × 100 of one pixel of sRGB codes into `out`: L, a, b. */
export function oklabOfCodes(red: number, green: number, blue: number, out: Float64Array): void {
  const r = linearOfCode[red]!;
  const g = linearOfCode[green]!;
  const bl = linearOfCode[blue]!;
  const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl);
  const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl);
  const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl);
  out[0] = 100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s);
  out[1] = 100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s);
  out[2] = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s);
}
