/** Kernels in the shape that lights out of focus take. */
import type { Bokeh } from './request.ts';

export interface Kernel {
  /** Offsets of the taps in whole samples, and their weights, which sum to 1. */
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  readonly weights: Float32Array;
}

/** Where in the picture: from the middle, 1 being the corners. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Area stays the same when the shape is stretched; at the ends the axes are 1 : 2. */
const aspectReach = 0.5;
const anamorphicAspect = 0.7;
const blades = 5;
const manyBlades = 9;
/** Points by which a sample's share of the shape is told, on each axis. */
const fine = 4;

/** Furthest tap of a kernel, in radii. */
export const kernelReach = 2 ** (aspectReach + anamorphicAspect * aspectReach);

/** Distance 0..1 within a polygon with rounded sides: `straight` 0 is a circle. */
function polygonDistance(x: number, y: number, sides: number, straight: number): number {
  const sector = (2 * Math.PI) / sides;
  const angle = Math.atan2(x, -y);
  const off = angle - sector * Math.round(angle / sector);
  const apothem = Math.cos(sector / 2);
  const side = (Math.hypot(x, y) * Math.cos(off)) / apothem;
  return Math.hypot(x, y) * (1 - straight) + side * straight;
}

/** Light of a shape of radius 1 at a point. */
function lightAt(x: number, y: number, { shape, detail, aberration }: Bokeh): number {
  const radius = Math.hypot(x, y);
  let distance = radius;
  if (shape === 'blades') distance = polygonDistance(x, y, blades, 0.4 + 0.6 * detail);
  else if (shape === 'circle' || shape === 'anamorphic') distance = polygonDistance(x, y, manyBlades, detail);
  if (distance > 1) return 0;
  const rim = 1 + 0.85 * aberration * (2 * distance * distance - 1);
  if (shape === 'bubble') return rim * (0.35 + (0.6 + 1.4 * detail) * Math.max(distance - 0.6, 0) * 2.5);
  if (shape === 'ring') return distance < 0.35 + 0.4 * detail ? 0.06 * rim : rim;
  return rim;
}

/** The part of the exit pupil that the lens's rim leaves: a second disc, moved toward the middle. */
function isCut(x: number, y: number, bokeh: Bokeh, place: Place): boolean {
  const from = Math.hypot(place.x, place.y);
  if (bokeh.catEye === 0 || from === 0) return false;
  const moved = bokeh.catEye * Math.min(from, 1) ** (4 - 3 * bokeh.catEyeScale);
  return Math.hypot(x + (place.x / from) * moved, y + (place.y / from) * moved) > 1;
}

export function kernelOf(radius: number, bokeh: Bokeh, place: Place): Kernel {
  const stretch = bokeh.aspect + (bokeh.shape === 'anamorphic' ? anamorphicAspect : 0);
  const [wide, tall] = [2 ** (-aspectReach * stretch), 2 ** (aspectReach * stretch)];
  const [cos, sin] = [Math.cos(bokeh.rotation), Math.sin(bokeh.rotation)];
  const reach = Math.ceil(radius * Math.max(wide, tall));
  const [dx, dy, weights]: [number[], number[], number[]] = [[], [], []];
  let sum = 0;
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      let light = 0;
      for (let j = 0; j < fine; j++) {
        for (let i = 0; i < fine; i++) {
          const u = (x + (i + 0.5) / fine - 0.5) / radius;
          const v = (y + (j + 0.5) / fine - 0.5) / radius;
          if (isCut(u, v, bokeh, place)) continue;
          light += lightAt((cos * u + sin * v) / wide, (cos * v - sin * u) / tall, bokeh);
        }
      }
      if (light <= 0) continue;
      dx.push(x);
      dy.push(y);
      weights.push(light);
      sum += light;
    }
  }
  if (sum === 0) return { dx: Int32Array.of(0), dy: Int32Array.of(0), weights: Float32Array.of(1) };
  return { dx: Int32Array.from(dx), dy: Int32Array.from(dy), weights: Float32Array.from(weights, (x) => x / sum) };
}
