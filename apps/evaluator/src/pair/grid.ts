import type { LabPlanes } from '../picture/planes.ts';
import type { Frame } from './align.ts';

/** Pictures are laid over each other on a grid of this size: coarse enough to be quick, fine enough for edges. */
const pairLongEdge = 512;

export interface Grid {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture with that long edge, never larger than it is. */
export function gridOf({ width, height }: Grid, longEdge = pairLongEdge): Grid {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The part of a picture inside `frame`, on a grid; each place is the mean of four. */
export function onGrid(planes: LabPlanes, frame: Frame, grid: Grid): LabPlanes {
  const read = readerOf(planes, frame, grid);
  return { ...grid, lightness: read(planes.lightness), a: read(planes.a), b: read(planes.b) };
}

/** Its lightness alone. */
export function lightnessOnGrid(planes: LabPlanes, frame: Frame, grid: Grid): Float32Array {
  return readerOf(planes, frame, grid)(planes.lightness);
}

function readerOf(source: Grid, frame: Frame, { width, height }: Grid): (plane: Float32Array) => Float32Array {
  const columns = places(frame.left, frame.width, source.width, width);
  const rows = places(frame.top, frame.height, source.height, height);
  return (plane) => {
    const out = new Float32Array(width * height);
    for (let y = 0, at = 0; y < height; y++) {
      const upper = rows[2 * y]! * source.width;
      const lower = rows[2 * y + 1]! * source.width;
      for (let x = 0; x < width; x++, at++) {
        const left = columns[2 * x]!;
        const right = columns[2 * x + 1]!;
        out[at] = (plane[upper + left]! + plane[upper + right]! + plane[lower + left]! + plane[lower + right]!) / 4;
      }
    }
    return out;
  };
}

/** Two source indices for each cell: at a quarter and at three quarters of it. */
function places(start: number, share: number, size: number, cells: number): Int32Array {
  const step = (share * size) / cells;
  return Int32Array.from({ length: 2 * cells }, (_, index) => {
    const cell = index >> 1;
    const part = index & 1 ? 0.75 : 0.25;
    return Math.min(size - 1, Math.max(0, Math.floor(start * size + (cell + part) * step)));
  });
}
