import type { LabPlanes } from '../picture/planes.ts';

const toneBins = 64;
const blockPixels = 8;
/** Squared lightness below which a difference is no structure: keeps flat areas from counting as changed. */
const noiseFloor = 1.5;

/**
 * The edit's lightness as it would be with the original's tones: the monotone curve that fits best (isotonic regression
 * over the tones) is undone, so that what still differs is structure, not development.
 */
export function tonesUndone(before: LabPlanes, after: LabPlanes): Float32Array {
  const count = new Float64Array(toneBins);
  const sum = new Float64Array(toneBins);
  const place = new Float64Array(toneBins);
  for (let at = 0; at < after.lightness.length; at++) {
    const tone = after.lightness[at]!;
    const bin = binOf(tone);
    count[bin]!++;
    sum[bin]! += before.lightness[at]!;
    place[bin]! += tone;
  }
  const knots: { tone: number; value: number; weight: number }[] = [];
  for (let bin = 0; bin < toneBins; bin++) {
    const weight = count[bin]!;
    if (weight === 0) continue;
    knots.push({ tone: place[bin]! / weight, value: sum[bin]! / weight, weight });
  }
  const values = risingOf(knots);
  const out = new Float32Array(after.lightness.length);
  const nextKnot = Int32Array.from({ length: toneBins }, (_, bin) => knots.findIndex(({ tone }) => binOf(tone) >= bin));
  for (let at = 0; at < out.length; at++) {
    const tone = after.lightness[at]!;
    let next = nextKnot[binOf(tone)]!;
    if (next >= 0 && knots[next]!.tone < tone) next = next + 1 < knots.length ? next + 1 : -1;
    if (next <= 0) {
      // Beyond the ends the curve goes on with a slope of 1.
      const end = next === 0 ? 0 : knots.length - 1;
      out[at] = values[end]! + tone - knots[end]!.tone;
      continue;
    }
    const from = knots[next - 1]!.tone;
    const share = (tone - from) / Math.max(1e-6, knots[next]!.tone - from);
    out[at] = values[next - 1]! + share * (values[next]! - values[next - 1]!);
  }
  return out;
}

const binOf = (tone: number): number => Math.min(toneBins - 1, Math.max(0, Math.floor((tone / 100) * toneBins)));

/** Pool-adjacent-violators over tones. */
function risingOf(knots: readonly { readonly value: number; readonly weight: number }[]): readonly number[] {
  const pools: { value: number; weight: number; knots: number }[] = [];
  for (const { value, weight } of knots) {
    let pool = { value, weight, knots: 1 };
    for (let last = pools.at(-1); last !== undefined && last.value > pool.value; last = pools.at(-1)) {
      pools.pop();
      const both = last.weight + pool.weight;
      pool = {
        value: (last.value * last.weight + pool.value * pool.weight) / both,
        weight: both,
        knots: last.knots + pool.knots,
      };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ value, knots: length }) => Array.from({ length }, () => value));
}

/**
 * How much of the original's structure an edit keeps, 1 = all: the structure term of SSIM (Wang et al. 2004) between
 * the original and the edit with its tones undone, over blocks.
 */
export function structureKept(before: LabPlanes, undone: Float32Array): number {
  const { width, height, lightness } = before;
  let total = 0;
  let blocks = 0;
  const size = Math.min(blockPixels, width, height);
  for (let top = 0; top + size <= height; top += size) {
    for (let left = 0; left + size <= width; left += size) {
      let x = 0;
      let y = 0;
      let xx = 0;
      let yy = 0;
      let xy = 0;
      for (let row = top; row < top + size; row++) {
        for (let at = row * width + left, end = at + size; at < end; at++) {
          const own = lightness[at]!;
          const other = undone[at]!;
          x += own;
          y += other;
          xx += own * own;
          yy += other * other;
          xy += own * other;
        }
      }
      const count = size * size;
      const covariance = xy / count - (x / count) * (y / count);
      const variances = Math.max(0, xx / count - (x / count) ** 2) + Math.max(0, yy / count - (y / count) ** 2);
      total += (2 * covariance + noiseFloor) / (variances + noiseFloor);
      blocks++;
    }
  }
  return blocks === 0 ? 1 : total / blocks;
}
