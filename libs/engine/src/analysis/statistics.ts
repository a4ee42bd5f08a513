/** Numbers about the canonical image that automatic settings are made of. */
import { whitePointOf, type WhitePoint } from '@safelight/core';
import { apply3, multiply3, type Matrix3, type Triple } from '../colour/matrix.ts';
import { adaptCat16, d50, d65, luminanceOf, proPhotoToXyz } from '../colour/spaces.ts';
import { encodeSrgb } from '../colour/transfer.ts';
import { bands, bandWeights } from '../groups/hsl/bands.ts';
import type { ScenePlanes } from './haze.ts';

/** Shares of the way from black to white on the encoded axis below which that part of the pixels lies. */
export interface Tones {
  readonly p01: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Mean colourfulness: spread of channels over the largest, 0..1. */
  readonly saturation: number;
}

const bins = 1024;

/** Of displayed (shaped) linear ProPhoto planes. */
export function tonesOf({ r, g, b }: ScenePlanes): Tones {
  const histogram = new Uint32Array(bins);
  let saturation = 0;
  for (let i = 0; i < r.length; i++) {
    const colour: Triple = [r[i]!, g[i]!, b[i]!];
    const y = encodeSrgb(Math.min(Math.max(luminanceOf(colour), 0), 1));
    histogram[Math.min(Math.floor(y * bins), bins - 1)]!++;
    const max = Math.max(...colour);
    if (max > 0.004) saturation += (max - Math.min(...colour)) / max;
  }
  const at = (share: number): number => {
    let seen = 0;
    for (let bin = 0; bin < bins; bin++) {
      seen += histogram[bin]!;
      if (seen >= share * r.length) return (bin + 0.5) / bins;
    }
    return 1;
  };
  return {
    p01: at(0.01),
    p05: at(0.05),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    saturation: saturation / r.length,
  };
}

/** Exponent of shades of grey (Finlayson & Trezzi 2004). */
const minkowski = 6;
/** Scene light from which a pixel counts as clipped, and under which as noise. */
const clippedAt = 1.6;
const darkAt = 0.004;
/** Share of the estimated cast that is corrected; and its bounds in mired and tint. */
const believed = 0.75;
const miredMax = 55;
const tintMax = 30;

/** The light of the picture by shades of grey, in the units of the white balance tools, bounded. */
export function neutralOf({ r, g, b }: ScenePlanes, nominal: WhitePoint): WhitePoint {
  const sums = [0, 0, 0];
  for (let i = 0; i < r.length; i++) {
    const max = Math.max(r[i]!, g[i]!, b[i]!);
    if (max >= clippedAt || max < darkAt) continue;
    sums[0]! += Math.max(r[i]!, 0) ** minkowski;
    sums[1]! += Math.max(g[i]!, 0) ** minkowski;
    sums[2]! += Math.max(b[i]!, 0) ** minkowski;
  }
  if (Math.min(...sums) <= 0) return nominal;
  const light = sums.map((sum) => sum ** (1 / minkowski)) as unknown as Triple;
  const seen = whitePointOf(apply3(toD65Xyz, light));
  const mired = 1e6 / seen.temperature - 1e6 / nominal.temperature;
  const tint = seen.tint - nominal.tint;
  const bounded = (x: number, limit: number): number => Math.min(Math.max(x * believed, -limit), limit);
  return {
    temperature: 1e6 / (1e6 / nominal.temperature + bounded(mired, miredMax)),
    tint: nominal.tint + bounded(tint, tintMax),
  };
}

/** Linear ProPhoto → XYZ as seen under D65. */
const toD65Xyz: Matrix3 = multiply3(adaptCat16(d50, d65), proPhotoToXyz);

/** Reach of the automatic black-and-white mix, of −1..1. */
const mixMax = 0.4;

/** A mix that sets hues of the picture apart: bands lighter than the picture are lightened, darker ones darkened. */
export function greyMixOf({ r, g, b }: ScenePlanes): number[] {
  // Per degree of hue: summed saturation, and summed saturation · log luminance.
  const [share, light] = [new Float64Array(360), new Float64Array(360)];
  for (let i = 0; i < r.length; i++) {
    const colour: Triple = [r[i]!, g[i]!, b[i]!];
    const [max, min] = [Math.max(...colour), Math.min(...colour)];
    if (max < 0.01) continue;
    const saturation = (max - min) / max;
    const degree = Math.floor(hueOf(colour)) % 360;
    share[degree]! += saturation;
    light[degree]! += saturation * Math.log2(Math.max(luminanceOf(colour), 1e-3));
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [total, mean] = [sum(share), sum(light)];
  const weights = bands.map(() => 0);
  const levels = bands.map(() => 0);
  if (total === 0) return weights;
  for (let degree = 0; degree < 360; degree++) {
    bandWeights(degree + 0.5).forEach((weight, band) => {
      weights[band]! += weight * share[degree]!;
      levels[band]! += weight * light[degree]!;
    });
  }
  return weights.map((weight, band) => {
    if (weight < 0.01 * total) return 0;
    const distance = levels[band]! / weight - mean / total;
    return Math.min(Math.max(distance / 4, -mixMax), mixMax);
  });
}

/** HSV hue in degrees. */
export function hueOf([r, g, b]: Triple): number {
  const max = Math.max(r, g, b);
  const delta = max - Math.min(r, g, b);
  if (delta === 0) return 0;
  if (max === r) return ((60 * (g - b)) / delta + 360) % 360;
  return max === g ? 120 + (60 * (b - r)) / delta : 240 + (60 * (r - g)) / delta;
}
