/** Gaussian blurs whose width is a parameter: only the number of taps changes a graph. */
import type { F, GraphBuilder } from '../../graph/graph.ts';

/** A row (dx) or a column (dy) of taps. */
export type Axis = 'row' | 'column';

/** A plane at an offset along an axis. */
export const tap = (b: GraphBuilder, plane: string, offset: number, axis: Axis): F =>
  axis === 'row' ? b.input(plane, offset, 0) : b.input(plane, 0, offset);

/** Taps on each side that hold a Gaussian of that deviation, in the distance of taps. */
export const tapsOf = (sigma: number): number => Math.max(1, Math.ceil(2.4 * sigma));

/** Weights `name.0` (centre), `name.1`, …; they sum to 1 over all taps. */
export function gaussianParams(name: string, sigma: number): Record<string, number> {
  const weights = Array.from({ length: tapsOf(sigma) + 1 }, (_, i) => Math.exp(-0.5 * (i / sigma) ** 2));
  const total = weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0);
  return Object.fromEntries(weights.map((weight, i) => [`${name}.${i}`, weight / total]));
}

/** The plane blurred along an axis with the weights of `gaussianParams`; taps are that many pixels apart. */
export function gaussian(b: GraphBuilder, plane: string, name: string, taps: number, axis: Axis, spacing = 1): F {
  let sum = b.mul(b.param(`${name}.0`), tap(b, plane, 0, axis));
  for (let i = 1; i <= taps; i++) {
    sum = b.add(
      sum,
      b.mul(b.param(`${name}.${i}`), b.add(tap(b, plane, -i * spacing, axis), tap(b, plane, i * spacing, axis))),
    );
  }
  return sum;
}
