/** Where an output pixel lies in the uncropped picture, as numbers and as graphs: one meaning for every emitter. */
import { GraphBuilder, type F, type Graph } from './graph.ts';
import { isWarp, type LateralCoefficients, type PixelMap, type Warp } from './program.ts';

/** W is held above this: what lies behind the horizon goes far outside instead of coming back upside down. */
export const depthFloor = 0.02;

export type Place = readonly [u: number, v: number];

/** Green's place and red's and blue's, in the picture's unit square, of a position of the output level in pixels. */
export function placesOf(map: PixelMap, x: number, y: number): { red: Place; green: Place; blue: Place } {
  if (!isWarp(map)) {
    const place: Place = [map.ux * x + map.uy * y + map.u0, map.vx * x + map.vy * y + map.v0];
    return { red: place, green: place, blue: place };
  }
  const m = map.projection;
  const w = Math.max(m[6]! * x + m[7]! * y + m[8]!, depthFloor);
  const [px, py] = [(m[0]! * x + m[1]! * y + m[2]!) / w, (m[3]! * x + m[4]! * y + m[5]!) / w];
  const factor = 1 + map.radial * Math.min(px * px + py * py, map.radialLimit);
  const [gx, gy] = [px * factor, py * factor];
  const square = gx * gx + gy * gy;
  const place = (by: number): Place => [0.5 + map.reachU * gx * by, 0.5 + map.reachV * gy * by];
  const channel = ([c0, c1, c2]: LateralCoefficients): Place => place(1 + c0 + square * (c1 + square * c2));
  const green = place(1);
  if (map.lateral === null) return { red: green, green, blue: green };
  return { red: channel(map.lateral.red), green, blue: channel(map.lateral.blue) };
}

export const placeOf = (map: PixelMap, x: number, y: number): Place => placesOf(map, x, y).green;

type Point = readonly [x: F, y: F];

/** Place about the centre in half diagonals of homogeneous coordinates; reads `name.radial` and `name.radialLimit`. */
function centred(b: GraphBuilder, name: string, [x, y, w]: readonly [F, F, F]): Point {
  const depth = b.div(b.constant(1), b.max(w, b.constant(depthFloor)));
  const [px, py] = [b.mul(x, depth), b.mul(y, depth)];
  const square = b.min(b.add(b.mul(px, px), b.mul(py, py)), b.param(`${name}.radialLimit`));
  const factor = b.add(b.constant(1), b.mul(b.param(`${name}.radial`), square));
  return [b.mul(px, factor), b.mul(py, factor)];
}

const inSquare = (b: GraphBuilder, name: string, [x, y]: Point): Point => [
  b.add(b.mul(x, b.param(`${name}.reachU`)), b.constant(0.5)),
  b.add(b.mul(y, b.param(`${name}.reachV`)), b.constant(0.5)),
];

/** Green's place under a warp in the picture's unit square. */
export function warpGraph(b: GraphBuilder, name: string): Point {
  const half = b.constant(0.5);
  const [x, y] = [b.add(b.toF(b.column()), half), b.add(b.toF(b.row()), half)];
  const row = (at: number): F => {
    const m = (i: number): F => b.param(`${name}.${at + i}`);
    return b.add(b.mul(x, m(0)), b.add(b.mul(y, m(1)), m(2)));
  };
  return inSquare(b, name, centred(b, name, [row(0), row(3), row(6)]));
}

/** What `warpGraph` reads. */
export function warpParams(name: string, warp: Warp): Record<string, number> {
  const { projection, radial, radialLimit, reachU, reachV } = warp;
  return {
    ...Object.fromEntries(projection.map((value, i) => [`${name}.${i}`, value])),
    [`${name}.radial`]: radial,
    [`${name}.radialLimit`]: radialLimit,
    [`${name}.reachU`]: reachU,
    [`${name}.reachV`]: reachV,
  };
}

/**
 * The kernel that gives the places of a row of pixels: outputs `u`, `v`, with `lateral` also `red.u` … `blue.v`. The
 * homogeneous coordinates of the row's first pixel come as `startX|Y|W`, computed in double precision.
 */
export function placeRowGraph(lateral: boolean): Graph {
  const b = new GraphBuilder();
  const column = b.toF(b.column());
  const along = (axis: string): F => b.add(b.mul(column, b.param(`step${axis}`)), b.param(`start${axis}`));
  const green = centred(b, 'warp', [along('X'), along('Y'), along('W')]);
  const give = (prefix: string, point: Point): void => {
    const [u, v] = inSquare(b, 'warp', point);
    b.output(`${prefix}u`, u);
    b.output(`${prefix}v`, v);
  };
  give('', green);
  if (lateral) {
    const square = b.add(b.mul(green[0], green[0]), b.mul(green[1], green[1]));
    for (const channel of ['red', 'blue']) {
      const c = (i: number): F => b.param(`${channel}.${i}`);
      const by = b.add(b.constant(1), b.add(c(0), b.mul(square, b.add(c(1), b.mul(square, c(2))))));
      give(`${channel}.`, [b.mul(green[0], by), b.mul(green[1], by)]);
    }
  }
  return b.build();
}

/** What `placeRowGraph` reads, for the row of pixels that starts at the output position (x, y). */
export function placeRowParams(warp: Warp): Record<string, number> {
  const { projection: m, lateral } = warp;
  const channel = (name: string, coefficients: LateralCoefficients | undefined): Record<string, number> =>
    Object.fromEntries((coefficients ?? []).map((value, i) => [`${name}.${i}`, value]));
  return {
    ...warpParams('warp', warp),
    stepX: m[0]!,
    stepY: m[3]!,
    stepW: m[6]!,
    startX: 0,
    startY: 0,
    startW: 1,
    ...channel('red', lateral?.red),
    ...channel('blue', lateral?.blue),
  };
}

/** The homogeneous coordinates of an output position. */
export function startOf({ projection: m }: Warp, x: number, y: number): readonly [number, number, number] {
  const row = (at: number): number => m[at]! * x + m[at + 1]! * y + m[at + 2]!;
  return [row(0), row(3), row(6)];
}

/** An affine map as a warp: what reads places row by row then needs one form. */
export function warpOf(map: PixelMap): Warp {
  if (isWarp(map)) return map;
  const { ux, uy, u0, vx, vy, v0 } = map;
  return {
    projection: [ux, uy, u0 - 0.5, vx, vy, v0 - 0.5, 0, 0, 1],
    radial: 0,
    radialLimit: 0,
    reachU: 1,
    reachV: 1,
    lateral: null,
  };
}
