import type { Program } from '../graph/program.ts';
import type { Rectangle, SourceWindow } from './job.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Placed = Pick<Program, 'map' | 'width' | 'height'>;

const isUpright = ({ map }: Placed): boolean => map.uy === 0 && map.vx === 0;
/** Offsets and sizes closer than this to a whole pixel are whole. */
const tolerancePixels = 0.01;
const nearlyWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < tolerancePixels;

/** The rectangle of the source under an upright program's output, in source pixels. */
function rectangleOf({ map, width, height }: Placed, source: Size): Rectangle {
  return {
    x: map.u0 * source.width,
    y: map.v0 * source.height,
    width: map.ux * width * source.width,
    height: map.vy * height * source.height,
  };
}

/**
 * Where the workers find an output pixel in a level: at a whole offset, or through the map. A level of an upright
 * program's own size is the output level itself.
 */
export function sourceWindow(program: Placed, level: Size): SourceWindow {
  if (!isUpright(program)) return { kind: 'resampled' };
  if (level.width === program.width && level.height === program.height) return { kind: 'offset', x: 0, y: 0 };
  const { x, y, width, height } = rectangleOf(program, level);
  const unscaled =
    Math.abs(width - program.width) < tolerancePixels && Math.abs(height - program.height) < tolerancePixels;
  if (!unscaled || !nearlyWhole(x) || !nearlyWhole(y)) return { kind: 'resampled' };
  const window = { kind: 'offset', x: Math.round(x), y: Math.round(y) } as const;
  const inside =
    window.x >= 0 &&
    window.y >= 0 &&
    window.x + program.width <= level.width &&
    window.y + program.height <= level.height;
  return inside ? window : { kind: 'resampled' };
}

/** The level that a program should read: an area of the source and the size to which it is averaged. */
export interface LevelShape extends Size {
  readonly area: Rectangle;
}

/**
 * The level for a program over a source of full size, or null when it reads the source itself. An upright crop is
 * averaged straight to the output's pixels; a turned one is resampled from the whole picture at the output's scale.
 */
export function levelShape(program: Placed, source: Size): LevelShape | null {
  if (sourceWindow(program, source).kind === 'offset') return null;
  const { map } = program;
  if (isUpright(program)) {
    const area = rectangleOf(program, source);
    const shrinks = area.width >= program.width && area.height >= program.height;
    return shrinks ? { area, width: program.width, height: program.height } : null;
  }
  // Source pixels per output pixel along both axes of the output.
  const stepX = Math.hypot(map.ux * source.width, map.vx * source.height);
  const stepY = Math.hypot(map.uy * source.width, map.vy * source.height);
  const size = (length: number, step: number): number => Math.max(1, Math.round(length / Math.max(step, 1)));
  const [width, height] = [size(source.width, stepX), size(source.height, stepY)];
  if (width === source.width && height === source.height) return null;
  return { area: { x: 0, y: 0, width: source.width, height: source.height }, width, height };
}
