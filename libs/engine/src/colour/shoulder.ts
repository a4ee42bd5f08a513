/**
 * The shoulder between scene light and displayed light. A finished picture has its highlights rolled off already;
 * tools that act on light (exposure, white balance, …) undo that roll-off first and it is put back after them.
 * S(x) = x up to the knee, above it k + u / (1 + u / c) with u = x − k; S(2) = 1. It acts on each channel: cameras
 * roll off so, and undoing it gives bright colours back the strength that the roll-off took.
 */
import type { GraphBuilder, Rgb } from '../graph/graph.ts';
import { each } from './graph.ts';

const knee = 0.4;
const range = 0.96;
/** Where the inverse goes on straight, as a share of the asymptote: at 1.17 of white. */
const boundedAt = 0.8;
/** Slope of the inverse there. */
const slopeBeyond = 1 / (1 - boundedAt) ** 2;

export function shape(m: number): number {
  const u = Math.max(m - knee, 0);
  return m - u + u / (1 + u / range);
}

export function unshape(m: number): number {
  const over = Math.max(m - knee, 0);
  const v = Math.min(over, boundedAt * range);
  return m - over + v / (1 - v / range) + (over - v) * slopeBeyond;
}

/**
 * Scene light at which a camera's sensor clips: twice diffuse white, which the shoulder shows as white. Cameras and raw
 * converters expose for about this headroom, so a raw photo begins about as bright as the camera's own picture.
 */
export const sensorClip = 2;

/** A camera's linear value → displayed light. */
export const developed = (x: number): number => shape(sensorClip * x);

/** Scene light → displayed light, each channel by itself: bright colours run to white as film and cameras let them. */
export function shapeGraph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [k, c] = [b.constant(knee), b.constant(range)];
  return each(rgb, (x) => {
    const u = b.max(b.sub(x, k), b.constant(0));
    // x − u + u·c / (c + u), as x − u² / (c + u).
    return b.sub(x, b.div(b.mul(u, u), b.add(c, u)));
  });
}

/** A camera's linear colour → displayed light. */
export const developedGraph = (b: GraphBuilder, rgb: Rgb): Rgb =>
  shapeGraph(
    b,
    each(rgb, (x) => b.mul(x, b.constant(sensorClip))),
  );

/** Displayed light → scene light. */
export function unshapeGraph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [k, c] = [b.constant(knee), b.constant(range)];
  return each(rgb, (x) => {
    const over = b.max(b.sub(x, k), b.constant(0));
    const v = b.min(over, b.constant(boundedAt * range));
    // Up to the bound x + v² / (c − v), beyond it a straight line of the slope that the bound has.
    const curved = b.add(b.sub(x, b.sub(over, v)), b.div(b.mul(v, v), b.sub(c, v)));
    return b.add(curved, b.mul(b.sub(over, v), b.constant(slopeBeyond)));
  });
}
