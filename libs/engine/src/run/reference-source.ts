import { isWarp, type Program } from '../graph/program.ts';
import { placesOf, type Place } from '../graph/warp.ts';
import { levelShape, sourceWindow, type LevelShape } from './geometry.ts';
import type { PlanarSource } from './reference.ts';

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

type Plane = PlanarSource['r'];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Exact area average of a part of a plane. */
function average(plane: Plane, size: Size, { area, width, height }: LevelShape): Float64Array {
  const out = new Float64Array(width * height);
  const [stepX, stepY] = [area.width / width, area.height / height];
  const share = (from: number, to: number, cell: number): number =>
    Math.max(0, Math.min(to, cell + 1) - Math.max(from, cell));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x0, y0] = [area.x + column * stepX, area.y + row * stepY];
      let [sum, total] = [0, 0];
      for (let y = Math.max(Math.floor(y0), 0); y < Math.min(y0 + stepY, size.height); y++) {
        for (let x = Math.max(Math.floor(x0), 0); x < Math.min(x0 + stepX, size.width); x++) {
          const weight = share(x0, x0 + stepX, x) * share(y0, y0 + stepY, y);
          sum += weight * plane[y * size.width + x]!;
          total += weight;
        }
      }
      out[row * width + column] = sum / total;
    }
  }
  return out;
}

/** Weights of the four samples around a position (Keys 1981, a = −½). */
const cubic = (t: number): readonly number[] => [
  -0.5 * t ** 3 + t ** 2 - 0.5 * t,
  1.5 * t ** 3 - 2.5 * t ** 2 + 1,
  -1.5 * t ** 3 + 2 * t ** 2 + 0.5 * t,
  0.5 * t ** 3 - 0.5 * t ** 2,
];

/** Bicubic sample at a place of the unit square, within the range of its 16 samples; the edge is repeated. */
export function sampleCubic(plane: Plane, { width, height }: Size, [u, v]: Place): number {
  const [x, y] = [clamp(u * width - 0.5, -2, width + 1), clamp(v * height - 0.5, -2, height + 1)];
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [wx, wy] = [cubic(x - x0), cubic(y - y0)];
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (let j = 0; j < 4; j++) {
    for (let i = 0; i < 4; i++) {
      const row = clamp(y0 + j - 1, 0, height - 1);
      const sample = plane[row * width + clamp(x0 + i - 1, 0, width - 1)]!;
      sum += wx[i]! * wy[j]! * sample;
      [low, high] = [Math.min(low, sample), Math.max(high, sample)];
    }
  }
  return clamp(sum, low, high);
}

/** What a program reads of a picture, in double precision: its level, and that seen through its map. */
export function referenceSource(program: Program, picture: PlanarSource): PlanarSource {
  const shape = levelShape(program, picture);
  const level =
    shape === null
      ? picture
      : {
          width: shape.width,
          height: shape.height,
          r: average(picture.r, picture, shape),
          g: average(picture.g, picture, shape),
          b: average(picture.b, picture, shape),
        };
  const { width, height, map } = program;
  const window = sourceWindow(program, level);
  const read = (channel: 'r' | 'g' | 'b', name: 'red' | 'green' | 'blue'): Float64Array =>
    Float64Array.from({ length: width * height }, (_, i) => {
      const [column, row] = [i % width, Math.floor(i / width)];
      if (window.kind === 'offset') return level[channel][(row + window.y) * level.width + column + window.x]!;
      const places = placesOf(map, column + 0.5, row + 0.5);
      return sampleCubic(level[channel], level, isWarp(map) ? places[name] : places.green);
    });
  return { width, height, r: read('r', 'red'), g: read('g', 'green'), b: read('b', 'blue') };
}
