import type { AffineMap } from '../graph/program.ts';
import { heightOf, widthOf, type Area } from './tiles.ts';

/** The part of a level under an area of the output, and where the area's pixels lie in it. */
export interface Window {
  /** In pixels of the level; may lie outside, where its edge is repeated. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where the area's first pixel lies, in window samples, and how far that moves per column and per row. */
  readonly x: number;
  readonly y: number;
  readonly columnX: number;
  readonly columnY: number;
  readonly rowX: number;
  readonly rowY: number;
}

/** Samples that the bicubic reads before and behind a position. */
const before = 1;
const behind = 2;

/**
 * Positions are taken relative to the window in double precision, so that single precision in the kernel loses
 * nothing that can be seen, however large the picture is.
 */
export function windowUnder(
  map: AffineMap,
  level: { readonly width: number; readonly height: number },
  area: Area,
): Window {
  const [columnX, rowX] = [map.ux * level.width, map.uy * level.width];
  const [columnY, rowY] = [map.vx * level.height, map.vy * level.height];
  const x = columnX * (area.left + 0.5) + rowX * (area.top + 0.5) + map.u0 * level.width - 0.5;
  const y = columnY * (area.left + 0.5) + rowY * (area.top + 0.5) + map.v0 * level.height - 0.5;
  const along = (start: number, column: number, row: number, length: number): { first: number; count: number } => {
    const [across, down] = [column * (widthOf(area) - 1), row * (heightOf(area) - 1)];
    const low = Math.floor(start + Math.min(0, across) + Math.min(0, down)) - before;
    const high = Math.floor(start + Math.max(0, across) + Math.max(0, down)) + behind;
    // Beyond the picture its edge pixels go on for ever: one sample of them stands for all.
    const held = (value: number): number => Math.min(Math.max(value, -1), length);
    return { first: held(low), count: held(high) - held(low) + 1 };
  };
  const [columns, rows] = [along(x, columnX, rowX, level.width), along(y, columnY, rowY, level.height)];
  return {
    left: columns.first,
    top: rows.first,
    width: columns.count,
    height: rows.count,
    x: x - columns.first,
    y: y - rows.first,
    columnX,
    columnY,
    rowX,
    rowY,
  };
}
