import type { Weights } from '@safelight/measure';
import type { LabPlanes } from './planes.ts';

/** The finest scale of a picture, at the judged size. */
export interface Fineness {
  /** Mean deviation of a pixel's lightness from its four neighbours, in the calmest twentieth: noise, grain. */
  readonly noise: number;
  /** The same everywhere: fine structure, of cloth, skin or leaves. */
  readonly structure: number;
  /** Steepest lightness step between neighbours, 98th percentile: how sharp the edges are. */
  readonly acuity: number;
}

const blockPixels = 8;
const calmShare = 0.05;
const sharpShare = 0.98;
/** A block counts for a part of the picture when its middle lies in it. */
const insideMin = 128;
const stepBins = 1_000;
const binsPerUnit = 10;

/** Of the whole picture, or of the part under `weights` (of any size of the same shape). */
export function finenessOf({ width, height, lightness }: LabPlanes, weights: Weights | null): Fineness {
  const blocks: number[] = [];
  const steps = new Uint32Array(stepBins);
  let residuals = 0;
  let pixels = 0;
  for (let top = 1; top + blockPixels < height; top += blockPixels) {
    for (let left = 1; left + blockPixels < width; left += blockPixels) {
      if (weights !== null && !isInside(weights, (left + blockPixels / 2) / width, (top + blockPixels / 2) / height))
        continue;
      let residual = 0;
      let level = 0;
      for (let y = top; y < top + blockPixels; y++) {
        for (let at = y * width + left, end = at + blockPixels; at < end; at++) {
          const here = lightness[at]!;
          const right = lightness[at + 1]!;
          const below = lightness[at + width]!;
          residual += Math.abs(here - (lightness[at - 1]! + right + lightness[at - width]! + below) / 4);
          level += here;
          const step = Math.max(Math.abs(right - here), Math.abs(below - here));
          steps[Math.min(stepBins - 1, (step * binsPerUnit) | 0)]!++;
        }
      }
      residuals += residual;
      pixels += blockPixels ** 2;
      const mean = level / blockPixels ** 2;
      // Clipped blocks are flat whatever the noise of the picture is.
      if (mean > 6 && mean < 96) blocks.push(residual / blockPixels ** 2);
    }
  }
  if (pixels === 0) return { noise: 0, structure: 0, acuity: 0 };
  const calm = Float64Array.from(blocks).sort()[Math.floor(calmShare * Math.max(0, blocks.length - 1))] ?? 0;
  return { noise: calm, structure: residuals / pixels, acuity: stepAt(steps, sharpShare * pixels) };
}

function isInside({ width, height, data }: Weights, x: number, y: number): boolean {
  return data[Math.floor(y * height) * width + Math.floor(x * width)]! >= insideMin;
}

/** Interpolated within its bin, so that a small change of the picture shows. */
function stepAt(steps: Uint32Array, rank: number): number {
  let below = 0;
  for (let bin = 0; bin < stepBins; bin++) {
    const count = steps[bin]!;
    if (below + count > rank) return (bin + (rank - below) / count) / binsPerUnit;
    below += count;
  }
  return stepBins / binsPerUnit;
}
