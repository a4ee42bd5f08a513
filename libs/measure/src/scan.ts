import { gridColumns, gridRows, hueBands, type Rgb8Image } from '@safelight/core';
import { bandOf, colouredFrom } from './hue.ts';
import { cubeRoot, linearOfCode } from './oklab.ts';
import { binOf, newBins, type Bins } from './statistics.ts';

/** Codes at which a channel counts as clipped, see `ClippingStats`. */
export const blackCode = 1;
export const whiteCode = 254;

/** Lightness range in which a cast can be judged: nearly black and nearly white pixels carry no colour. */
const midTones = { min: 20, max: 90 };

/** Order of the sums of one grid cell. */
export const cellSum = { count: 0, lightness: 1, squares: 2, chroma: 3, a: 4, b: 5 } as const;
export const cellSums = 6;
/** Order of the sums of one hue band. */
export const bandSum = { count: 0, chroma: 1, lightness: 2 } as const;
export const bandSums = 3;

/** What one look at every pixel leaves behind. */
export interface Scan {
  /** OKLab L × 100 of each pixel. */
  readonly lightness: Float32Array;
  readonly lightnessBins: Bins;
  readonly chromaBins: Bins;
  /** The mid-tones by chroma: how many, and the sums of their a and b. */
  readonly midBins: Bins;
  readonly midA: Float64Array;
  readonly midB: Float64Array;
  /** `cellSums` for each cell of the grid. */
  readonly cells: Float64Array;
  /** `bandSums` for each hue band. */
  readonly bands: Float64Array;
  readonly blackPixels: number;
  readonly whitePixels: number;
}

/** Reads every pixel once, cell by cell along each row. */
export function scan({ width, height, data }: Rgb8Image): Scan {
  const lightness = new Float32Array(width * height);
  const lightnessBins = newBins(0, 100);
  const chromaBins = newBins(0, 50);
  const midBins = newBins(0, 50);
  const midA = new Float64Array(midBins.counts.length);
  const midB = new Float64Array(midBins.counts.length);
  const cells = new Float64Array(gridRows * gridColumns * cellSums);
  const bands = new Float64Array(hueBands.length * bandSums);
  const columnEnds = Array.from({ length: gridColumns }, (_, column) =>
    Math.ceil((width * (column + 1)) / gridColumns),
  );
  let blackPixels = 0;
  let whitePixels = 0;
  let pixel = 0;
  for (let y = 0, row = 0; y < height; y++) {
    while (y >= Math.ceil((height * (row + 1)) / gridRows)) row += 1;
    for (let column = 0; column < gridColumns; column++) {
      const first = pixel;
      const end = y * width + columnEnds[column]!;
      let sumLight = 0;
      let sumSquares = 0;
      let sumChroma = 0;
      let sumA = 0;
      let sumB = 0;
      for (; pixel < end; pixel++) {
        const red = data[3 * pixel]!;
        const green = data[3 * pixel + 1]!;
        const blue = data[3 * pixel + 2]!;
        const most = Math.max(red, green, blue);
        if (most <= blackCode) blackPixels += 1;
        else if (most >= whiteCode) whitePixels += 1;
        const r = linearOfCode[red]!;
        const g = linearOfCode[green]!;
        const bl = linearOfCode[blue]!;
        const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl);
        const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl);
        const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl);
        const light = 100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s);
        const a = 100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s);
        const b = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s);
        const chroma = Math.sqrt(a * a + b * b);
        lightness[pixel] = light;
        sumLight += light;
        sumSquares += light * light;
        sumChroma += chroma;
        sumA += a;
        sumB += b;
        lightnessBins.counts[binOf(light, lightnessBins)]! += 1;
        const bin = binOf(chroma, chromaBins);
        chromaBins.counts[bin]! += 1;
        if (light >= midTones.min && light <= midTones.max) {
          midBins.counts[bin]! += 1;
          midA[bin]! += a;
          midB[bin]! += b;
        }
        if (chroma >= colouredFrom) {
          const band = bandSums * bandOf(red, green, blue);
          bands[band]! += 1;
          bands[band + bandSum.chroma]! += chroma;
          bands[band + bandSum.lightness]! += light;
        }
      }
      const cell = cellSums * (row * gridColumns + column);
      cells[cell]! += end - first;
      cells[cell + cellSum.lightness]! += sumLight;
      cells[cell + cellSum.squares]! += sumSquares;
      cells[cell + cellSum.chroma]! += sumChroma;
      cells[cell + cellSum.a]! += sumA;
      cells[cell + cellSum.b]! += sumB;
    }
  }
  return {
    lightness,
    lightnessBins,
    chromaBins,
    midBins,
    midA,
    midB,
    cells,
    bands,
    blackPixels,
    whitePixels,
  };
}
