/**
 * The shoulder between scene light and displayed light. A finished picture has its highlights rolled off already;
 * tools that act on light (exposure, white balance, …) undo that roll-off first and it is put back after them.
 * On m = max(r, g, b): S(m) = m up to the knee, above it k + u / (1 + u / c) with u = m − k. S(2) = 1.
 */
import type { GraphBuilder, Rgb } from '../graph/graph.ts';
import { maxOf, scaled } from './graph.ts';

const knee = 0.4;
const range = 0.96;
/** Where the inverse stops steepening, as a share of the asymptote; scene light per displayed light stays ≤ 7.2. */
const boundedAt = 0.9;

export function shape(m: number): number {
  const u = Math.max(m - knee, 0);
  return m - u + u / (1 + u / range);
}

export function unshape(m: number): number {
  const v = Math.min(Math.max(m - knee, 0), boundedAt * range);
  return (m * (knee + v / (1 - v / range))) / (knee + v);
}

/** Scene light → displayed light; all three channels by one ratio, so the hue stays. */
export function shapeGraph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [k, c] = [b.constant(knee), b.constant(range)];
  const u = b.max(b.sub(maxOf(b, rgb), k), b.constant(0));
  const cu = b.add(c, u);
  const top = b.add(b.mul(k, cu), b.mul(u, c));
  return scaled(b, rgb, b.div(top, b.mul(cu, b.add(k, u))));
}

/** Displayed light → scene light. */
export function unshapeGraph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [k, c] = [b.constant(knee), b.constant(range)];
  const v = b.min(b.max(b.sub(maxOf(b, rgb), k), b.constant(0)), b.constant(boundedAt * range));
  const cv = b.sub(c, v);
  const top = b.add(b.mul(k, cv), b.mul(v, c));
  return scaled(b, rgb, b.div(top, b.mul(cv, b.add(k, v))));
}
