import type { LabPlanes } from '../picture/planes.ts';
import type { Frame } from './align.ts';

/** Pictures are laid over each other on a grid of this size: coarse enough to be quick, fine enough for edges. */
const gridLongEdge = 512;

/** The size at which an edit is laid over its original. */
export function gridOf({ width, height }: LabPlanes): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, gridLongEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The part of a picture inside `frame`, on a grid; each place is the mean of four. */
export function onGrid(
  planes: LabPlanes,
  frame: Frame,
  grid: { readonly width: number; readonly height: number },
): LabPlanes {
  const { width, height } = grid;
  const columns = places(frame.left, frame.width, planes.width, width);
  const rows = places(frame.top, frame.height, planes.height, height);
  const lightness = new Float32Array(width * height);
  const a = new Float32Array(width * height);
  const b = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const upper = rows[2 * y]! * planes.width;
    const lower = rows[2 * y + 1]! * planes.width;
    for (let x = 0; x < width; x++, at++) {
      const left = columns[2 * x]!;
      const right = columns[2 * x + 1]!;
      const [p, q, r, s] = [upper + left, upper + right, lower + left, lower + right] as const;
      lightness[at] = (planes.lightness[p]! + planes.lightness[q]! + planes.lightness[r]! + planes.lightness[s]!) / 4;
      a[at] = (planes.a[p]! + planes.a[q]! + planes.a[r]! + planes.a[s]!) / 4;
      b[at] = (planes.b[p]! + planes.b[q]! + planes.b[r]! + planes.b[s]!) / 4;
    }
  }
  return { width, height, lightness, a, b };
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
