import { evaluatePixel } from '../emit/reference.ts';
import type { CanonicalPlane, PixelMap, Program } from '../graph/program.ts';
import { placeOf } from '../graph/warp.ts';

/** Planar linear RGB, row by row. */
export interface PlanarSource {
  readonly width: number;
  readonly height: number;
  readonly r: Float32Array | Float64Array;
  readonly g: Float32Array | Float64Array;
  readonly b: Float32Array | Float64Array;
}

type Plane = Float32Array | Float64Array;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Bilinear sample of a canonical plane at the centre of an output pixel; the plane's edge is repeated. */
export function samplePlane(plane: CanonicalPlane, map: PixelMap, column: number, row: number): number {
  const [u, v] = placeOf(map, column + 0.5, row + 0.5);
  const px = clamp(u * plane.width - 0.5, 0, plane.width - 1);
  const py = clamp(v * plane.height - 0.5, 0, plane.height - 1);
  const [x0, y0] = [Math.floor(px), Math.floor(py)];
  const [x1, y1] = [Math.min(x0 + 1, plane.width - 1), Math.min(y0 + 1, plane.height - 1)];
  const at = (x: number, y: number): number => plane.data[y * plane.width + x]!;
  const upper = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * (px - x0);
  const lower = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * (px - x0);
  return upper + (lower - upper) * (py - y0);
}

function upsample(plane: CanonicalPlane, program: Program): Float64Array {
  const { width, height, map } = program;
  const out = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      out[row * width + column] = samplePlane(plane, map, column, row);
    }
  }
  return out;
}

/**
 * Runs a whole program in double precision. `source` is the output level's own picture: cropped, resampled, of the
 * program's size. Gives the last stage's outputs by name, each width × height.
 */
export function runReference(program: Program, source: PlanarSource): Record<string, Float64Array> {
  const { width, height } = program;
  if (source.width !== width || source.height !== height) {
    throw new Error(`The source is ${source.width}×${source.height}; the program's level is ${width}×${height}.`);
  }
  const planes: Record<string, Plane> = { 'source.r': source.r, 'source.g': source.g, 'source.b': source.b };
  for (const [name, plane] of Object.entries(program.planes)) planes[name] = upsample(plane, program);

  let last: Record<string, Float64Array> = {};
  for (const { graph } of program.stages) {
    const outputs = graph.outputs.map(() => new Float64Array(width * height));
    const scratch = new Float64Array(graph.nodes.length);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const input = (name: string, dx: number, dy: number): number => {
          const plane = planes[name];
          if (plane === undefined) throw new Error(`No stage, plane or source gives the input "${name}".`);
          return plane[clamp(row + dy, 0, height - 1) * width + clamp(column + dx, 0, width - 1)]!;
        };
        const context = { column, row, input, params: program.params, tables: program.tables };
        const values = evaluatePixel(graph, context, scratch);
        for (let i = 0; i < values.length; i++) outputs[i]![row * width + column] = values[i]!;
      }
    }
    last = Object.fromEntries(graph.outputs.map(({ name }, i) => [name, outputs[i]!]));
    Object.assign(planes, last);
  }
  return last;
}
