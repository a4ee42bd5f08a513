import {
  gridColumns,
  gridRows,
  type CastStats,
  type ClippingStats,
  type LightnessStats,
  type Measurement,
  type RegionStats,
  type Rgb8Image,
} from '@safelight/core';
import { hueStats } from './hue.ts';
import { labPlanes, type LabPlanes } from './oklab.ts';
import { Histogram, momentsOf, type Moments } from './statistics.ts';

/** Codes at which a channel counts as clipped, see `ClippingStats`. */
const blackCode = 1;
const whiteCode = 254;

function planeMoments(plane: Float32Array): Moments {
  let sum = 0;
  let squares = 0;
  // An index is ten times as fast as an iterator here.
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const value = plane[pixel]!;
    sum += value;
    squares += value * value;
  }
  return momentsOf(plane.length, sum, squares);
}

const lightnessRange = { min: 0, max: 100 };
const chromaRange = { min: 0, max: 50 };

function lightnessStats(lightness: Float32Array): LightnessStats {
  const histogram = new Histogram(lightness, lightnessRange);
  const [p01, p05, p25, p50, p75, p95, p99] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((share) =>
    histogram.percentile(share),
  ) as [number, number, number, number, number, number, number];
  return { ...planeMoments(lightness), p01, p05, p25, p50, p75, p95, p99 };
}

function clippingStats(data: Uint8Array, pixels: number): ClippingStats {
  let black = 0;
  let white = 0;
  for (let at = 0; at < pixels * 3; at += 3) {
    const red = data[at]!;
    const green = data[at + 1]!;
    const blue = data[at + 2]!;
    if (red <= blackCode && green <= blackCode && blue <= blackCode) black += 1;
    if (red >= whiteCode || green >= whiteCode || blue >= whiteCode) white += 1;
  }
  return { shadows: black / pixels, highlights: white / pixels };
}

/** Lightness range in which a cast can be judged: nearly black and nearly white pixels carry no colour. */
const midTones = { min: 20, max: 90 };
/** The least colourful share of the mid-tones stands for what should be neutral. */
const neutralShare = 0.25;

function castStats({ lightness, a, b }: LabPlanes, chroma: Float32Array): CastStats {
  const mid = new Uint8Array(lightness.length);
  for (let pixel = 0; pixel < mid.length; pixel++) {
    mid[pixel] = lightness[pixel]! >= midTones.min && lightness[pixel]! <= midTones.max ? 1 : 0;
  }
  const limit = new Histogram(chroma, chromaRange, mid).percentile(neutralShare);
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  for (let pixel = 0; pixel < mid.length; pixel++) {
    if (mid[pixel] === 0 || chroma[pixel]! > limit) continue;
    count += 1;
    sumA += a[pixel]!;
    sumB += b[pixel]!;
  }
  const neutralA = momentsOf(count, sumA, 0).mean;
  const neutralB = momentsOf(count, sumB, 0).mean;
  return { a: planeMoments(a).mean, b: planeMoments(b).mean, neutralA, neutralB };
}

function cellStats(width: number, planes: LabPlanes, chroma: Float32Array, cell: Box): RegionStats {
  const { lightness, a, b } = planes;
  let light = 0;
  let squares = 0;
  let sumChroma = 0;
  let sumA = 0;
  let sumB = 0;
  for (let y = cell.top; y < cell.bottom; y++) {
    for (let pixel = y * width + cell.left, end = y * width + cell.right; pixel < end; pixel++) {
      const value = lightness[pixel]!;
      light += value;
      squares += value * value;
      sumChroma += chroma[pixel]!;
      sumA += a[pixel]!;
      sumB += b[pixel]!;
    }
  }
  const count = (cell.bottom - cell.top) * (cell.right - cell.left);
  const { mean, deviation } = momentsOf(count, light, squares);
  const meanOf = (sum: number): number => momentsOf(count, sum, 0).mean;
  return { lightness: mean, deviation, chroma: meanOf(sumChroma), a: meanOf(sumA), b: meanOf(sumB) };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function gridStats(width: number, height: number, planes: LabPlanes, chroma: Float32Array): RegionStats[] {
  const cut = (length: number, parts: number, index: number): number => Math.ceil((length * index) / parts);
  return Array.from({ length: gridRows * gridColumns }, (_, index) => {
    const row = Math.floor(index / gridColumns);
    const column = index % gridColumns;
    return cellStats(width, planes, chroma, {
      left: cut(width, gridColumns, column),
      right: cut(width, gridColumns, column + 1),
      top: cut(height, gridRows, row),
      bottom: cut(height, gridRows, row + 1),
    });
  });
}

/** Neighbours lie 1/512 of the long edge apart, so that the figure does not depend on the size of the proxy. */
const detailFraction = 1 / 512;

function detailOf(width: number, height: number, lightness: Float32Array): number {
  const distance = Math.max(1, Math.round(Math.max(width, height) * detailFraction));
  let sum = 0;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let at = start + distance, end = start + width; at < end; at++)
      sum += Math.abs(lightness[at]! - lightness[at - distance]!);
  }
  const rows = distance * width;
  for (let at = rows; at < lightness.length; at++) sum += Math.abs(lightness[at]! - lightness[at - rows]!);
  const pairs = Math.max(0, width - distance) * height + Math.max(0, height - distance) * width;
  return momentsOf(pairs, sum, 0).mean;
}

/** All figures of a displayed picture (upright, 8-bit sRGB); every pixel counts. */
export function measure(image: Rgb8Image): Measurement {
  const { width, height, data } = image;
  const pixels = width * height;
  const planes = labPlanes(data, pixels);
  const chroma = new Float32Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const a = planes.a[pixel]!;
    const b = planes.b[pixel]!;
    chroma[pixel] = Math.sqrt(a * a + b * b);
  }
  return {
    width,
    height,
    lightness: lightnessStats(planes.lightness),
    clipping: clippingStats(data, pixels),
    cast: castStats(planes, chroma),
    chroma: {
      mean: planeMoments(chroma).mean,
      p95: new Histogram(chroma, chromaRange).percentile(0.95),
      byHue: hueStats(image, planes.lightness, chroma),
    },
    detail: detailOf(width, height, planes.lightness),
    grid: gridStats(width, height, planes, chroma),
  };
}
