import type { AffineMap } from '../graph/program.ts';
import type { SourceLevel } from './job.ts';

/**
 * One row of the source seen through an affine map, in linear light: Catmull-Rom bicubic (Keys 1981, a = −½), which
 * reproduces straight ramps and overshoots little; the source's edge pixels repeat beyond it. Results are kept within
 * the 16 samples' own range, so that hard edges get no dark or bright fringe.
 */
export function resampleRow(
  source: SourceLevel,
  map: AffineMap,
  row: number,
  rows: readonly [Float32Array, Float32Array, Float32Array],
): void {
  const { width, height, data } = source;
  const coded = source.kind === 'coded';
  const decode = coded ? source.decode : (data as Float32Array);
  const codes = coded ? decode.length / 3 : 0;
  const pixelStep = coded ? 3 : 1;
  const channelStep = coded ? 1 : width * height;
  const [right, bottom] = [width - 1, height - 1];
  const y = row + 0.5;
  const columns = new Int32Array(4);
  const wx = new Float64Array(4);
  const wy = new Float64Array(4);

  for (let column = 0; column < rows[0].length; column++) {
    const x = column + 0.5;
    const sx = clamp((map.ux * x + map.uy * y + map.u0) * width - 0.5, 0, right);
    const sy = clamp((map.vx * x + map.vy * y + map.v0) * height - 0.5, 0, bottom);
    const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
    weights(sx - x0, wx);
    weights(sy - y0, wy);
    for (let i = 0; i < 4; i++) columns[i] = clamp(x0 + i - 1, 0, right) * pixelStep;
    for (let channel = 0; channel < 3; channel++) {
      let [sum, low, high] = [0, Infinity, -Infinity];
      for (let j = 0; j < 4; j++) {
        const start = clamp(y0 + j - 1, 0, bottom) * width * pixelStep + channel * channelStep;
        let line = 0;
        for (let i = 0; i < 4; i++) {
          const sample = data[start + columns[i]!]!;
          const value = coded ? decode[channel * codes + sample]! : sample;
          line += wx[i]! * value;
          if (value < low) low = value;
          if (value > high) high = value;
        }
        sum += wy[j]! * line;
      }
      rows[channel]![column] = clamp(sum, low, high);
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

function weights(t: number, out: Float64Array): void {
  const [t2, t3] = [t * t, t * t * t];
  out[0] = -0.5 * t3 + t2 - 0.5 * t;
  out[1] = 1.5 * t3 - 2.5 * t2 + 1;
  out[2] = -1.5 * t3 + 2 * t2 + 0.5 * t;
  out[3] = 0.5 * t3 - 0.5 * t2;
}
