/**
 * How noisy a photo is at full resolution, and how steep its edges are, from tiles spread over it. Noise is measured
 * on the root axis of `groups/detail/root.ts`, where it depends little on light, as the deviation of the à-trous bands
 * in the flattest blocks of the picture (texture can only raise a band, so the lowest blocks tell the noise).
 */
import type { Matrix3 } from '../colour/matrix.ts';
import { developed } from '../colour/shoulder.ts';
import { rootAxis } from '../groups/detail/root.ts';

/** Reads a rectangle of the full-resolution picture, which lies within it: linear RGB of the source profile. */
export interface FullPicture {
  readonly width: number;
  readonly height: number;
  readonly read: (
    x: number,
    y: number,
    width: number,
    height: number,
  ) => { readonly r: Float32Array; readonly g: Float32Array; readonly b: Float32Array };
}

/** Zones of light in which noise is told apart: centres on the root axis. */
export const noiseZones = [0.2, 0.5, 0.8] as const;
/** Bands in which it is measured; coarser ones are taken to go on like the last. */
export const noiseBands = 3;

/** Noise of one plane: as deviations of white noise that would give the same bands. */
export interface PlaneNoise {
  /** By zone. */
  readonly zones: readonly number[];
  /** By band, relative to white noise of the zone's deviation. */
  readonly bands: readonly number[];
}

export interface Noise {
  readonly luma: PlaneNoise;
  readonly chroma: PlaneNoise;
  /** Quantiles (0, 1/16 … 1) of the gradient of lightness per full-resolution pixel, after a blur of 2 pixels. */
  readonly gradients: readonly number[];
}

/** Deviation that white noise of deviation 1 has in the à-trous B3 bands (measured). */
export const whiteBands = [0.8907, 0.2007, 0.0856, 0.0413, 0.0205] as const;

const tilesMax = 32;
const blockPixels = 16;
const tilePixels = 3 * blockPixels;
/** Margin that three bands reach over: 2 + 4 + 8. */
const marginPixels = 14;
/** Share of a zone's blocks that are taken for flat, and what white noise has there against its deviation (measured). */
const flatShare = 0.1;
const flatBias = [0.935, 0.875, 0.73] as const;
/** A zone may be so much noisier than the calmest one; where it seems to be more, it has no plain area. */
const zoneRatioMax = 3.5;
/** A zone with fewer blocks tells nothing. */
const blocksMin = 8;
/** Deviations told: rounding to 8 bits is the least; beyond the most it is texture. */
const deviationMin = 0.0012;
const deviationMax = 0.08;
/** Blocks this near to black or white are clipped and show no noise. */
const darkest = 0.06;
const brightest = 0.97;
/** Each band's share against white noise, at least and at most. */
const bandMin = 0.15;
const bandMax = 4;

/** Growth of the white-equivalent deviation from band to band. Luma that grows faster is structure, not noise. */
const growthMax = { luma: [1, 2.8, 1.4], chroma: [1, 4, 4] } as const;

interface Block {
  readonly light: number;
  readonly luma: readonly number[];
  readonly chroma: readonly number[];
}

/** Convolves rows or columns with 1 4 6 4 1 at a spacing; what lies outside is held. */
function smooth(source: Float32Array, size: number, spacing: number, vertical: boolean): Float32Array {
  const out = new Float32Array(source.length);
  const last = size - 1;
  const [step, line] = vertical ? [size, 1] : [1, size];
  for (let i = 0; i < size; i++) {
    const a = Math.max(i - 2 * spacing, 0) * step;
    const b = Math.max(i - spacing, 0) * step;
    const c = i * step;
    const d = Math.min(i + spacing, last) * step;
    const e = Math.min(i + 2 * spacing, last) * step;
    for (let j = 0; j < size; j++) {
      const o = j * line;
      out[c + o] = (source[a + o]! + source[e + o]! + 4 * (source[b + o]! + source[d + o]!) + 6 * source[c + o]!) / 16;
    }
  }
  return out;
}

const blurred = (source: Float32Array, size: number, spacing: number): Float32Array =>
  smooth(smooth(source, size, spacing, false), size, spacing, true);

/** The first samples of the blocks of a tile; none reaches into its margin. */
function blocksOf(size: number): number[] {
  const starts: number[] = [];
  for (let y = marginPixels; y + blockPixels + marginPixels <= size; y += blockPixels) {
    for (let x = marginPixels; x + blockPixels + marginPixels <= size; x += blockPixels) starts.push(y * size + x);
  }
  return starts;
}

/** Mean of a block of a plane, or of its square. */
function meanOf(plane: Float32Array, size: number, start: number, squared: boolean): number {
  let sum = 0;
  for (let y = 0; y < blockPixels; y++) {
    for (let i = start + y * size; i < start + y * size + blockPixels; i++) {
      const x = plane[i]!;
      sum += squared ? x * x : x;
    }
  }
  return sum / blockPixels ** 2;
}

/** Mean squares of the bands of a plane, for each block. The plane is used up. */
function bandsOf(plane: Float32Array, size: number): number[][] {
  const blocks: number[][] = [];
  let finer = plane;
  for (let band = 0; band < noiseBands; band++) {
    const coarser = blurred(finer, size, 2 ** band);
    for (let i = 0; i < finer.length; i++) finer[i]! -= coarser[i]!;
    let block = 0;
    for (const start of blocksOf(size)) (blocks[block++] ??= []).push(meanOf(finer, size, start, true));
    finer = coarser;
  }
  return blocks;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)]!;

const bounded = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** White-equivalent deviation by zone and band; null where a zone has too few blocks. */
function measured(blocks: readonly Block[], plane: 'luma' | 'chroma'): (number[] | null)[] {
  return noiseZones.map((_, zone) => {
    const inside = blocks.filter(({ light }) => zoneOf(light) === zone);
    if (inside.length < blocksMin) return null;
    let most = Infinity;
    return growthMax[plane].map((growth, band) => {
      const sorted = inside.map((block) => block[plane][band]!).sort((x, y) => x - y);
      const deviation = Math.sqrt(quantile(sorted, flatShare)) / (whiteBands[band]! * flatBias[band]!);
      const held = Math.min(deviation, growth * most);
      most = Math.max(held, deviationMin / 4);
      return held;
    });
  });
}

const zoneOf = (light: number): number => (light < 0.35 ? 0 : light < 0.65 ? 1 : 2);

function planeNoise(blocks: readonly Block[], plane: 'luma' | 'chroma'): PlaneNoise {
  const known = measured(blocks, plane);
  const mean = (bands: readonly number[]): number => Math.sqrt(bands.reduce((sum, x) => sum + x * x, 0) / bands.length);
  const near = (zone: number): number[] | null => known[zone] ?? known[1] ?? known[2 - zone] ?? null;
  const told = known.filter((bands) => bands !== null);
  const calmest = Math.max(Math.min(...told.map(mean)), deviationMin);
  const zones = noiseZones.map((_, zone) => {
    const deviation = near(zone) === null ? 0 : mean(near(zone)!);
    return bounded(deviation, deviationMin, Math.min(zoneRatioMax * calmest, deviationMax));
  });
  const bands = Array.from({ length: noiseBands }, (_, band) => {
    const shares = told.map((zone) => zone[band]! / Math.max(mean(zone), 1e-9)).sort((x, y) => x - y);
    return shares.length === 0 ? 1 : bounded(quantile(shares, 0.5), bandMin, bandMax);
  });
  return { zones, bands };
}

/** Tiles evenly spread, as corners; a small picture is one tile. */
function cornersOf({ width, height }: FullPicture, size: number): [number, number][] {
  const [freeX, freeY] = [width - size, height - size];
  const columns = Math.max(1, Math.min(Math.round(Math.sqrt((tilesMax * width) / height)), Math.ceil(width / size)));
  const rows = Math.max(1, Math.min(Math.floor(tilesMax / columns), Math.ceil(height / size)));
  const at = (free: number, i: number, count: number): number => Math.floor((free * (i + 0.5)) / count);
  return Array.from({ length: columns * rows }, (_, i) => [
    at(freeX, i % columns, columns),
    at(freeY, Math.floor(i / columns), rows),
  ]);
}

/** Lightness gradients per pixel after a blur of about 2 pixels, at every second pixel. */
function gradientsOf(luma: Float32Array, size: number, into: number[]): void {
  const soft = blurred(blurred(blurred(luma, size, 1), size, 1), size, 1);
  for (let y = 4; y < size - 4; y += 2) {
    for (let x = 4; x < size - 4; x += 2) {
      const i = y * size + x;
      into.push(Math.hypot(soft[i + 1]! - soft[i - 1]!, soft[i + size]! - soft[i - size]!) / 2);
    }
  }
}

export function noiseOf(picture: FullPicture, m: Matrix3, source: 'displayed' | 'scene' = 'displayed'): Noise {
  const shown = (x: number): number => (source === 'scene' ? developed(x) : x);
  const size = Math.min(tilePixels + 2 * marginPixels, picture.width, picture.height);
  const blocks: Block[] = [];
  const gradients: number[] = [];
  for (const [left, top] of cornersOf(picture, size)) {
    const { r, g, b } = picture.read(left, top, size, size);
    const [luma, red, blue] = [0, 1, 2].map(() => new Float32Array(size * size)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let i = 0; i < r.length; i++) {
      const light = (at: number): number => rootAxis(shown(m[at]! * r[i]! + m[at + 1]! * g[i]! + m[at + 2]! * b[i]!));
      const axis = [light(0), light(3), light(6)] as const;
      luma[i] = 0.3 * axis[0] + 0.6 * axis[1] + 0.1 * axis[2];
      red[i] = axis[0] - axis[1];
      blue[i] = axis[2] - axis[1];
    }
    gradientsOf(luma, size, gradients);
    const lights = blocksOf(size).map((start) => meanOf(luma, size, start, false));
    const [lumaBands, redBands, blueBands] = [bandsOf(luma, size), bandsOf(red, size), bandsOf(blue, size)];
    for (const [block, light] of lights.entries()) {
      if (light < darkest || light > brightest) continue;
      const chroma = redBands[block]!.map((x, band) => (x + blueBands[block]![band]!) / 2);
      blocks.push({ light, luma: lumaBands[block]!, chroma });
    }
  }
  gradients.sort((x, y) => x - y);
  return {
    luma: planeNoise(blocks, 'luma'),
    chroma: planeNoise(blocks, 'chroma'),
    gradients: Array.from({ length: 17 }, (_, i) => (gradients.length === 0 ? 0 : quantile(gradients, i / 16))),
  };
}
