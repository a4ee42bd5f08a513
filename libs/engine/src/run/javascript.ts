import { emitJavaScript, type RowView } from '../emit/javascript.ts';
import { isWarp, type CanonicalPlane, type Program } from '../graph/program.ts';
import type { CodedLevel } from './job.ts';

/** A plane of the output level with room around it, so that stencils read the repeated edge without asking. */
class PaddedPlane {
  readonly data: Float32Array;
  readonly #width: number;
  readonly #height: number;
  readonly #pad: number;
  readonly #stride: number;

  constructor(width: number, height: number, pad: number) {
    this.#width = width;
    this.#height = height;
    this.#pad = pad;
    this.#stride = width + 2 * pad;
    this.data = new Float32Array(this.#stride * height);
  }

  row(row: number): RowView {
    const held = Math.min(Math.max(row, 0), this.#height - 1);
    return { data: this.data, start: held * this.#stride + this.#pad };
  }

  repeatEdges(row: number): void {
    const { start } = this.row(row);
    const end = start + this.#width;
    this.data.fill(this.data[start]!, start - this.#pad, start);
    this.data.fill(this.data[end - 1]!, end, end + this.#pad);
  }
}

function enlargeRow(plane: CanonicalPlane, { map, width }: Program, row: number, { data, start }: RowView): void {
  if (isWarp(map)) throw new Error('The baseline runs upright programs only.');
  const y = Math.min(Math.max((map.vy * (row + 0.5) + map.v0) * plane.height - 0.5, 0), plane.height - 1);
  const upper = Math.floor(y) * plane.width;
  const lower = Math.min(Math.floor(y) + 1, plane.height - 1) * plane.width;
  const ty = y - Math.floor(y);
  const last = plane.width - 1;
  for (let column = 0; column < width; column++) {
    const at = (map.ux * (column + 0.5) + map.u0) * plane.width - 0.5;
    const x = at < 0 ? 0 : at > last ? last : at;
    const left = x | 0;
    const right = left < last ? left + 1 : last;
    const a = plane.data[upper + left]! + (plane.data[upper + right]! - plane.data[upper + left]!) * (x - left);
    const b = plane.data[lower + left]! + (plane.data[lower + right]! - plane.data[lower + left]!) * (x - left);
    data[start + column] = a + (b - a) * ty;
  }
}

/**
 * Runs the first `rows` rows of an upright program over a source of the output's width as plain JavaScript on one
 * thread: the benchmark's baseline. Gives interleaved 8-bit RGB.
 */
export function runJavaScript(program: Program, source: CodedLevel, rows: number): Uint8Array {
  const { width, params, tables } = program;
  const pad = Math.max(0, ...program.stages.flatMap(({ graph }) => graph.nodes.map(({ dx }) => Math.abs(dx))));
  const planes = new Map<string, PaddedPlane>();
  const add = (name: string): PaddedPlane => {
    const plane = new PaddedPlane(width, rows, pad);
    planes.set(name, plane);
    return plane;
  };
  const codes = source.decode.length / 3;
  for (const [channel, name] of ['source.r', 'source.g', 'source.b'].entries()) {
    const plane = add(name);
    for (let row = 0; row < rows; row++) {
      const { data, start } = plane.row(row);
      for (let column = 0; column < width; column++) {
        const code = source.data[(row * source.width + column) * 3 + channel]!;
        data[start + column] = source.decode[channel * codes + code]!;
      }
      plane.repeatEdges(row);
    }
  }
  for (const [name, plane] of Object.entries(program.planes)) {
    const target = add(name);
    for (let row = 0; row < rows; row++) {
      enlargeRow(plane, program, row, target.row(row));
      target.repeatEdges(row);
    }
  }
  for (const { graph } of program.stages) {
    const kernel = emitJavaScript(graph);
    const inputs = kernel.inputs.map(({ name, dy }) => ({ plane: planes.get(name)!, dy }));
    const outputs = kernel.outputs.map(add);
    for (let row = 0; row < rows; row++) {
      const views = inputs.map(({ plane, dy }) => plane.row(row + dy));
      kernel.row(
        views,
        outputs.map((plane) => plane.row(row)),
        params,
        tables,
        width,
        row,
      );
      for (const plane of outputs) plane.repeatEdges(row);
    }
  }
  const pixels = new Uint8Array(width * rows * 3);
  for (const [channel, name] of ['r', 'g', 'b'].entries()) {
    for (let row = 0; row < rows; row++) {
      const { data, start } = planes.get(name)!.row(row);
      for (let column = 0; column < width; column++)
        pixels[(row * width + column) * 3 + channel] = data[start + column]!;
    }
  }
  return pixels;
}
