import type { LabPlanes } from '../picture/planes.ts';

/** How far the pixels moved, OKLab × 100. */
export interface Change {
  readonly mean: number;
  /** 95th percentile: what a change of a part comes to. */
  readonly p95: number;
}

const bins = 400;
const binsPerUnit = 4;

export function changeOf(before: LabPlanes, after: LabPlanes): Change {
  const histogram = new Uint32Array(bins);
  const count = before.lightness.length;
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const l = after.lightness[at]! - before.lightness[at]!;
    const a = after.a[at]! - before.a[at]!;
    const b = after.b[at]! - before.b[at]!;
    const distance = Math.sqrt(l * l + a * a + b * b);
    sum += distance;
    histogram[Math.min(bins - 1, (distance * binsPerUnit) | 0)]!++;
  }
  let below = 0;
  let bin = 0;
  while (bin < bins - 1 && below + histogram[bin]! <= 0.95 * count) below += histogram[bin++]!;
  const within = histogram[bin] === 0 ? 0 : (0.95 * count - below) / histogram[bin]!;
  return { mean: sum / count, p95: (bin + within) / binsPerUnit };
}
