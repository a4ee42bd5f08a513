/**
 * The difference that full clarity makes to log luminance: a fast local Laplacian (Aubry et al. 2014) of the remap
 * f(d) = d · exp(−d² / 2σ²), which is linear in the slider, so one plane serves every amount.
 */
import type { Size } from './box.ts';
import { expand, reduce } from './pyramid.ts';

/** EV: detail of this size is strengthened most; an edge of several times that is left alone. */
const sigma = 1;
/** Distance of the remapped copies in EV, and the most of them. */
const spacing = 1;
const copiesMax = 13;
/** Levels that are strengthened, finest first; what is coarser is tone, not clarity. */
const levels = 5;
/** log2 luminance at which shadows begin to be spared and at which they are left alone: there it is noise. */
const darkFull = -7;
const darkNone = -9.5;

export function clarityDifference(level: Float32Array, size: Size): Float32Array {
  const guides = gaussians(level, size);
  const details = guides.slice(0, -1).map(({ data }) => new Float32Array(data.length));
  const [low, copies] = rangeOf(level);
  for (let k = 0; k < copies; k++) {
    const pyramid = gaussians(remapped(level, low + k * spacing), size);
    for (let l = 0; l + 1 < pyramid.length; l++) {
      const finer = pyramid[l]!;
      const smoother = expand(pyramid[l + 1]!.data, pyramid[l + 1]!, finer);
      addShare(details[l]!, guides[l]!.data, finer.data, smoother, { low, copies, k });
    }
  }
  let out: Float32Array = new Float32Array(guides.at(-1)!.data.length);
  for (let l = details.length - 1; l >= 0; l--) {
    out = expand(out, guides[l + 1]!, guides[l]!);
    const detail = details[l]!;
    for (let i = 0; i < out.length; i++) out[i]! += detail[i]!;
  }
  for (let i = 0; i < out.length; i++) {
    out[i]! *= Math.min(Math.max((level[i]! - darkNone) / (darkFull - darkNone), 0), 1);
  }
  return out;
}

/** The remap by distance: beyond five deviations nothing is left of it. A table, for it is read a million times. */
const remapReach = 5 * sigma;
const remapSteps = 4096;
const remap = Float32Array.from({ length: remapSteps + 2 }, (_, i) => {
  const d = ((2 * i) / remapSteps - 1) * remapReach;
  return d * Math.exp((-d * d) / (2 * sigma * sigma));
});

function remapped(level: Float32Array, centre: number): Float32Array {
  const out = new Float32Array(level.length);
  const scale = remapSteps / (2 * remapReach);
  for (let i = 0; i < out.length; i++) {
    const position = (level[i]! - centre + remapReach) * scale;
    if (!(position >= 0 && position < remapSteps)) continue;
    const index = Math.floor(position);
    const from = remap[index]!;
    out[i] = from + (remap[index + 1]! - from) * (position - index);
  }
  return out;
}

/** Adds the detail of one remapped copy where the guide lies near its centre. */
function addShare(
  sum: Float32Array,
  guide: Float32Array,
  data: Float32Array,
  smoother: Float32Array,
  { low, copies, k }: { readonly low: number; readonly copies: number; readonly k: number },
): void {
  for (let i = 0; i < sum.length; i++) {
    const position = Math.min(Math.max((guide[i]! - low) / spacing, 0), copies - 1);
    const weight = 1 - Math.abs(position - k);
    if (weight > 0) sum[i]! += weight * (data[i]! - smoother[i]!);
  }
}

function rangeOf(level: Float32Array): readonly [low: number, copies: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const x of level) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  low = Math.max(low, high - (copiesMax - 1) * spacing);
  return [low, Math.min(copiesMax, Math.floor((high - low) / spacing) + 2)];
}

function gaussians(level: Float32Array, size: Size): (Size & { readonly data: Float32Array })[] {
  const pyramid = [{ ...size, data: level }];
  while (pyramid.length <= levels) {
    const finest = pyramid.at(-1)!;
    if (Math.min(finest.width, finest.height) < 4) break;
    pyramid.push(reduce(finest.data, finest));
  }
  return pyramid;
}
