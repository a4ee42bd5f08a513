import {
  gridColumns,
  gridRows,
  hueBands,
  type BandStats,
  type CastStats,
  type HueBand,
  type LightnessStats,
  type Measurement,
  type RegionStats,
  type Rgb8Image,
} from '@safelight/core';
import { bandingOf } from './banding.ts';
import { hazeOf } from './haze.ts';
import { noiseOf } from './noise.ts';
import { bandSum, bandSums, cellSum, cellSums, scan, type Scan } from './scan.ts';
import { momentsOf, percentile, quantile } from './statistics.ts';

function lightnessStats({ lightnessBins }: Scan, { lightness: mean, deviation }: RegionStats): LightnessStats {
  const at = (share: number): number => percentile(lightnessBins, share);
  return {
    mean,
    deviation,
    p01: at(0.01),
    p05: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/** The least colourful share of the mid-tones stands for what should be neutral. */
const neutralShare = 0.25;

function neutralCast({ midBins, midA, midB }: Scan): Pick<CastStats, 'neutralA' | 'neutralB'> {
  const limit = quantile(midBins, neutralShare);
  if (limit === null) return { neutralA: 0, neutralB: 0 };
  /** Sum over the bins below the limit, and over the part of its own bin. */
  const sumOf = (values: Float64Array): number =>
    values.subarray(0, limit.bin).reduce((sum, value) => sum + value, 0) + limit.part * values[limit.bin]!;
  const count = sumOf(midBins.counts);
  return { neutralA: sumOf(midA) / count, neutralB: sumOf(midB) / count };
}

function regionStats(sums: Float64Array): RegionStats {
  const count = sums[cellSum.count]!;
  const { mean, deviation } = momentsOf(count, sums[cellSum.lightness]!, sums[cellSum.squares]!);
  const meanOf = (name: 'chroma' | 'a' | 'b'): number => momentsOf(count, sums[cellSum[name]]!, 0).mean;
  return { lightness: mean, deviation, chroma: meanOf('chroma'), a: meanOf('a'), b: meanOf('b') };
}

function hueStats({ bands }: Scan): Readonly<Record<HueBand, BandStats>> {
  const sums = hueBands.map((_, index) => bands.subarray(bandSums * index, bandSums * (index + 1)));
  const coloured = sums.reduce((total, band) => total + band[bandSum.count]!, 0);
  const stats = hueBands.map((name, index): [HueBand, BandStats] => {
    const [count = 0, chroma = 0, lightness = 0] = sums[index]!;
    if (count === 0) return [name, { share: 0, chroma: 0, lightness: 0 }];
    return [name, { share: count / coloured, chroma: chroma / count, lightness: lightness / count }];
  });
  return Object.fromEntries(stats) as Record<HueBand, BandStats>;
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
  const { width, height } = image;
  const pixels = width * height;
  const scanned = scan(image);
  const cells = Array.from({ length: gridRows * gridColumns }, (_, index) =>
    scanned.cells.subarray(cellSums * index, cellSums * (index + 1)),
  );
  const whole = regionStats(Float64Array.from(cells[0]!, (_, i) => cells.reduce((sum, cell) => sum + cell[i]!, 0)));
  return {
    width,
    height,
    lightness: lightnessStats(scanned, whole),
    clipping: { shadows: scanned.blackPixels / pixels, highlights: scanned.whitePixels / pixels },
    cast: { a: whole.a, b: whole.b, ...neutralCast(scanned) },
    chroma: { mean: whole.chroma, p95: percentile(scanned.chromaBins, 0.95), byHue: hueStats(scanned) },
    detail: detailOf(width, height, scanned.lightness),
    noise: noiseOf(width, height, scanned.lightness),
    haze: hazeOf(image),
    banding: bandingOf(image),
    grid: cells.map(regionStats),
  };
}
