import type { RegionFigures, RegionName, Rgb8Image } from '@safelight/core';
import { oklabOfCodes } from './oklab.ts';
import { blackCode, whiteCode } from './scan.ts';
import { binOf, momentsOf, newBins, percentile } from './statistics.ts';

/** A soft selection of an upright picture, of any size of the same shape: 0 outside … 255 inside, row by row. */
export interface Weights {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A pixel below this weight is none of the region's. */
const weightMin = 8;
/** The box holds what is more in than out. */
const insideMin = 128;
/** As for the whole picture: neighbours lie 1/512 of the long edge apart. */
const detailFraction = 1 / 512;

const nothing = { left: 0, top: 0, right: 0, bottom: 0 };

/** What any part of a picture measures, whatever it is called. */
export type PartFigures = Omit<RegionFigures, 'name'>;

function absentPart(): PartFigures {
  return {
    share: 0,
    box: nothing,
    lightness: { mean: 0, p05: 0, p50: 0, p95: 0, deviation: 0 },
    clipping: { shadows: 0, highlights: 0 },
    cast: { a: 0, b: 0 },
    chroma: { mean: 0, p95: 0 },
    detail: 0,
  };
}

/** The figures of a region that the picture does not show. */
export function absentRegion(name: RegionName): RegionFigures {
  return { name, ...absentPart() };
}

/** What one region of a displayed picture (upright, 8-bit sRGB) measures; each pixel counts by its weight. */
export function measureRegion(name: RegionName, image: Rgb8Image, weights: Weights): RegionFigures {
  return { name, ...measurePart(image, weights) };
}

/** The same for a part without a name of its own. */
export function measurePart(image: Rgb8Image, weights: Weights): PartFigures {
  const { width, height, data } = image;
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * weights.width) / width));
  const lightnessBins = newBins(0, 100);
  const chromaBins = newBins(0, 50);
  const distance = Math.max(1, Math.round(Math.max(width, height) * detailFraction));
  const row = new Float32Array(width);
  const lab = new Float64Array(3);
  let count = 0;
  let light = 0;
  let squares = 0;
  let chroma = 0;
  let a = 0;
  let b = 0;
  let black = 0;
  let white = 0;
  let pairs = 0;
  let differences = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    const from = Math.floor(((y + 0.5) * weights.height) / height) * weights.width;
    row.fill(Number.NaN);
    for (let x = 0; x < width; x++) {
      const code = weights.data[from + columns[x]!]!;
      if (code < weightMin) continue;
      const weight = code / 255;
      const at = 3 * (y * width + x);
      const red = data[at]!;
      const green = data[at + 1]!;
      const blue = data[at + 2]!;
      oklabOfCodes(red, green, blue, lab);
      const colour = Math.sqrt(lab[1]! * lab[1]! + lab[2]! * lab[2]!);
      const most = Math.max(red, green, blue);
      count += weight;
      light += weight * lab[0]!;
      squares += weight * lab[0]! * lab[0]!;
      a += weight * lab[1]!;
      b += weight * lab[2]!;
      chroma += weight * colour;
      if (most <= blackCode) black += weight;
      else if (most >= whiteCode) white += weight;
      lightnessBins.counts[binOf(lab[0]!, lightnessBins)]! += weight;
      chromaBins.counts[binOf(colour, chromaBins)]! += weight;
      row[x] = lab[0]!;
      const before = x >= distance ? row[x - distance]! : Number.NaN;
      if (before === before) {
        pairs += weight;
        differences += weight * Math.abs(lab[0]! - before);
      }
      if (code >= insideMin) {
        if (x < left) left = x;
        if (x >= right) right = x + 1;
        if (y < top) top = y;
        bottom = y + 1;
      }
    }
  }
  if (count === 0) return absentPart();
  const { mean, deviation } = momentsOf(count, light, squares);
  const at = (share: number): number => percentile(lightnessBins, share);
  return {
    share: count / (width * height),
    box:
      right <= left
        ? nothing
        : { left: left / width, top: top / height, right: right / width, bottom: bottom / height },
    lightness: { mean, p05: at(0.05), p50: at(0.5), p95: at(0.95), deviation },
    clipping: { shadows: black / count, highlights: white / count },
    cast: { a: a / count, b: b / count },
    chroma: { mean: chroma / count, p95: percentile(chromaBins, 0.95) },
    detail: momentsOf(pairs, differences, 0).mean,
  };
}
