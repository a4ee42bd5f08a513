/**
 * sRGB code values → OKLab × 100 (Ottosson 2020), fast enough to look at every pixel: the transfer curve is a table of
 * 256, the cube root a table with linear interpolation (error below 0.002 of OKLab × 100).
 */
const linearOfCode = Float64Array.from({ length: 256 }, (_, code) => {
  const encoded = code / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

const rootSamples = 8192;
const roots = Float64Array.from({ length: rootSamples + 2 }, (_, index) => Math.cbrt(index / rootSamples));
/** Below this the cube root bends too much for the table. */
const exactBelow = 0.02;

function cubeRoot(x: number): number {
  if (x < exactBelow) return Math.cbrt(x);
  const position = x * rootSamples;
  const index = position | 0;
  const from = roots[index]!;
  return from + (roots[index + 1]! - from) * (position - index);
}

/** Planes of OKLab × 100, one value a pixel. */
export interface LabPlanes {
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Interleaved 8-bit sRGB → planes. */
export function labPlanes(data: Uint8Array, pixels: number): LabPlanes {
  const lightness = new Float32Array(pixels);
  const a = new Float32Array(pixels);
  const b = new Float32Array(pixels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 3) {
    const red = linearOfCode[data[at]!]!;
    const green = linearOfCode[data[at + 1]!]!;
    const blue = linearOfCode[data[at + 2]!]!;
    const l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    lightness[pixel] = 100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s);
    a[pixel] = 100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s);
    b[pixel] = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s);
  }
  return { lightness, a, b };
}
