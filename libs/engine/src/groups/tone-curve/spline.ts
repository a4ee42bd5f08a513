import type { CurvePoint } from '@safelight/core';

/**
 * The curve through the points (x and y on 0..255), as a function on 0..1: monotone cubic (Fritsch & Carlson 1980),
 * so a steep curve never overshoots; end values are held outside.
 */
export function curveThrough(points: readonly CurvePoint[]): (x: number) => number {
  if (points.length === 0) return (x) => x;
  const xs = points.map(([x]) => x / 255);
  const ys = points.map(([, y]) => y / 255);
  const last = points.length - 1;
  const slopes = tangents(xs, ys);
  return (x) => {
    if (x <= xs[0]!) return ys[0]!;
    if (x >= xs[last]!) return ys[last]!;
    let i = 0;
    while (x > xs[i + 1]!) i++;
    const width = xs[i + 1]! - xs[i]!;
    const t = (x - xs[i]!) / width;
    const [t2, t3] = [t * t, t * t * t];
    return (
      ys[i]! * (2 * t3 - 3 * t2 + 1) +
      slopes[i]! * width * (t3 - 2 * t2 + t) +
      ys[i + 1]! * (3 * t2 - 2 * t3) +
      slopes[i + 1]! * width * (t3 - t2)
    );
  };
}

function tangents(xs: readonly number[], ys: readonly number[]): number[] {
  const secants = xs.slice(1).map((x, i) => (ys[i + 1]! - ys[i]!) / (x - xs[i]!));
  const last = xs.length - 1;
  return xs.map((x, i) => {
    if (last === 0) return 0;
    if (i === 0) return endTangent(secants, xs, 0, 1);
    if (i === last) return endTangent(secants, xs, last - 1, last - 2);
    const [before, after] = [secants[i - 1]!, secants[i]!];
    if (before * after <= 0) return 0;
    const [h0, h1] = [x - xs[i - 1]!, xs[i + 1]! - x];
    const [w0, w1] = [2 * h1 + h0, h1 + 2 * h0];
    return (w0 + w1) / (w0 / before + w1 / after);
  });
}

/** Three-point slope at an end, limited so that the first interval stays monotone. */
function endTangent(secants: readonly number[], xs: readonly number[], near: number, next: number): number {
  const own = secants[near]!;
  const other = secants[next];
  if (other === undefined) return own;
  const [h0, h1] = [xs[near + 1]! - xs[near]!, xs[next + 1]! - xs[next]!];
  const slope = ((2 * h0 + h1) * own - h0 * other) / (h0 + h1);
  if (slope * own <= 0) return 0;
  return own * other <= 0 && Math.abs(slope) > 3 * Math.abs(own) ? 3 * own : slope;
}
