/** How much of each pixel a spot replaces, on the smallest box of the picture that holds it. */
import { paintStrokes } from '../../masks/brush.ts';
import type { PictureSize, Spot } from './area.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Coverage extends Box {
  /** 0..1 by pixel of the box. */
  readonly alpha: Float32Array;
}

/** The whole pixels between two corners that lie in the picture; null when there are none. */
function clipped(from: readonly number[], to: readonly number[], { width, height }: PictureSize): Box | null {
  const [left, top] = [Math.max(Math.floor(from[0]!), 0), Math.max(Math.floor(from[1]!), 0)];
  const [right, bottom] = [Math.min(Math.ceil(to[0]!), width), Math.min(Math.ceil(to[1]!), height)];
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}

const smooth = (t: number): number => {
  const held = Math.min(Math.max(t, 0), 1);
  return held * held * (3 - 2 * held);
};

/** The box of a spot; null when it lies outside. */
export function boxOf({ shape }: Spot, size: PictureSize): Box | null {
  if (shape.kind === 'ellipse') {
    const { centre, radiusX, radiusY } = shape;
    return clipped([centre.x - radiusX, centre.y - radiusY], [centre.x + radiusX, centre.y + radiusY], size);
  }
  const [from, to] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  for (const { x, y, radius } of shape.strokes.flat()) {
    from[0] = Math.min(from[0]!, x - radius);
    from[1] = Math.min(from[1]!, y - radius);
    to[0] = Math.max(to[0]!, x + radius);
    to[1] = Math.max(to[1]!, y + radius);
  }
  return clipped(from, to, size);
}

export function coverageOf(spot: Spot, size: PictureSize): Coverage | null {
  const box = boxOf(spot, size);
  if (box === null) return null;
  const alpha = spot.shape.kind === 'ellipse' ? ellipse(spot, box) : painted(spot, box);
  return { ...box, alpha };
}

/** Full within 1 − feather of the radius, falling to nothing at it; an edge is a pixel wide at least. */
function ellipse({ shape, feather }: Spot, { left, top, width, height }: Box): Float32Array {
  if (shape.kind !== 'ellipse') throw new TypeError('The spot is no ellipse.');
  const { centre, radiusX, radiusY } = shape;
  const ramp = Math.max(feather, 1 / Math.max(Math.min(radiusX, radiusY), 1));
  const core = Math.max(1 - ramp, 0) ** 2;
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = ((top + y + 0.5 - centre.y) / radiusY) ** 2;
    for (let x = 0; x < width; x++) {
      const u = (left + x + 0.5 - centre.x) / radiusX;
      const squared = u * u + v;
      if (squared >= 1) continue;
      alpha[y * width + x] = squared <= core ? 1 : smooth((1 - Math.sqrt(squared)) / ramp);
    }
  }
  return alpha;
}

/** Painted on a plane over the box (`masks/brush.ts` bounds its size and work) and enlarged. */
function painted({ shape, feather }: Spot, box: Box): Float32Array {
  if (shape.kind !== 'painted') throw new TypeError('The spot is not painted.');
  const { left, top, width, height } = box;
  const longEdge = Math.max(width, height);
  const strokes = shape.strokes.map((dabs) => ({
    feather,
    density: 1,
    dabs: dabs.map(({ x, y, radius }) => {
      return { x: (x - left) / width, y: (y - top) / height, radius: radius / longEdge, flow: 1 };
    }),
  }));
  const plane = paintStrokes(strokes, box);
  const alpha = new Float32Array(width * height);
  const [scaleX, scaleY] = [plane.width / width, plane.height / height];
  const held = (x: number, length: number): number => Math.min(Math.max(x, 0), length - 1);
  for (let y = 0; y < height; y++) {
    const v = held((y + 0.5) * scaleY - 0.5, plane.height);
    const [v0, v1] = [Math.floor(v), Math.min(Math.floor(v) + 1, plane.height - 1)];
    for (let x = 0; x < width; x++) {
      const u = held((x + 0.5) * scaleX - 0.5, plane.width);
      const [u0, u1] = [Math.floor(u), Math.min(Math.floor(u) + 1, plane.width - 1)];
      const upper = mix(plane.data[v0 * plane.width + u0]!, plane.data[v0 * plane.width + u1]!, u - u0);
      const lower = mix(plane.data[v1 * plane.width + u0]!, plane.data[v1 * plane.width + u1]!, u - u0);
      alpha[y * width + x] = mix(upper, lower, v - v0);
    }
  }
  return alpha;
}

const mix = (from: number, to: number, t: number): number => from + (to - from) * t;
