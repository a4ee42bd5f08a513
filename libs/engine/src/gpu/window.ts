import { isWarp, type AffineMap, type PixelMap } from '../graph/program.ts';
import { placesOf } from '../graph/warp.ts';
import { heightOf, widthOf, type Area } from './tiles.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of a level's pixels; may lie outside, where its edge is repeated. */
export interface Window extends Size {
  readonly left: number;
  readonly top: number;
}

/** Samples that the bicubic reads before and behind a position. */
const before = 1;
const behind = 2;
/** Pixels from place to place at which a warp is looked at along an area's border. */
const borderStep = 4;

interface Range {
  low: number;
  high: number;
}

/** The part of a level under an area of the output, with what the bicubic reads around it. */
export function windowUnder(map: PixelMap, level: Size, area: Area): Window {
  const [x, y]: [Range, Range] = [
    { low: Infinity, high: -Infinity },
    { low: Infinity, high: -Infinity },
  ];
  let jump = 0;
  let last: readonly [number, number] | undefined;
  // The map folds nowhere, so the border of an area goes around everything in it.
  for (const [column, row] of border(area, isWarp(map) ? borderStep : Infinity)) {
    const { red, green, blue } = placesOf(map, column + 0.5, row + 0.5);
    for (const [u, v] of isWarp(map) && map.lateral !== null ? [red, green, blue] : [green]) {
      include(x, u * level.width - 0.5);
      include(y, v * level.height - 0.5);
    }
    const at = [green[0] * level.width, green[1] * level.height] as const;
    if (isWarp(map) && last !== undefined) jump = Math.max(jump, Math.abs(at[0] - last[0]), Math.abs(at[1] - last[1]));
    last = at;
  }
  // Between two looks the border may reach as far as half the way between them.
  const slack = jump / 2;
  const [columns, rows] = [held(x, slack, level.width), held(y, slack, level.height)];
  return { left: columns.first, top: rows.first, width: columns.count, height: rows.count };
}

function include(range: Range, value: number): void {
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
}

/** Beyond the picture its edge pixels go on for ever: one sample of them stands for all. */
function held({ low, high }: Range, slack: number, length: number): { first: number; count: number } {
  const inside = (value: number): number => Math.min(Math.max(value, -1), length);
  const first = inside(Math.floor(low - slack) - before);
  return { first, count: inside(Math.floor(high + slack) + behind) - first + 1 };
}

/** Pixels along the border of an area in order, its corners among them. */
function* border(area: Area, step: number): Generator<readonly [number, number]> {
  const [right, bottom] = [area.right - 1, area.bottom - 1];
  for (let x = area.left; x < right; x += step) yield [x, area.top];
  for (let y = area.top; y < bottom; y += step) yield [right, y];
  for (let x = right; x > area.left; x -= step) yield [x, bottom];
  for (let y = bottom; y > area.top; y -= step) yield [area.left, y];
  yield [area.left, area.top];
}

/** Halves areas, along whole words of packed pixels, until what lies under each is within a number of pixels. */
export function splitByWindow(
  map: PixelMap,
  level: Size,
  area: Area,
  pixelsMax: number,
  grow: (area: Area) => Area,
): Area[] {
  const { width, height } = windowUnder(map, level, grow(area));
  const [columns, rows] = [widthOf(area), heightOf(area)];
  if (width * height <= pixelsMax || (columns <= 4 && rows === 1)) return [area];
  const isWide = columns > 4 && columns >= rows;
  const middle = isWide ? area.left + Math.ceil(columns / 8) * 4 : area.top + (rows >> 1);
  const halves = isWide
    ? [
        { ...area, right: middle },
        { ...area, left: middle },
      ]
    : [
        { ...area, bottom: middle },
        { ...area, top: middle },
      ];
  return halves.flatMap((half) => splitByWindow(map, level, half, pixelsMax, grow));
}

/**
 * Where the first pixel of an area lies in a window, and how far that moves per column and row. In double precision,
 * so that single precision in the kernel loses nothing that can be seen, however large the picture is.
 */
export function affinePositions(map: AffineMap, level: Size, area: Area, window: Window) {
  const [columnX, rowX] = [map.ux * level.width, map.uy * level.width];
  const [columnY, rowY] = [map.vx * level.height, map.vy * level.height];
  const at = (column: number, row: number, origin: number): number =>
    column * (area.left + 0.5) + row * (area.top + 0.5) + origin - 0.5;
  const x = at(columnX, rowX, map.u0 * level.width) - window.left;
  const y = at(columnY, rowY, map.v0 * level.height) - window.top;
  return { x, y, columnX, columnY, rowX, rowY };
}
