import { loaderWords } from '../emit/wgsl/loader.ts';
import { lateralWords, warpWords } from '../emit/wgsl/place.ts';
import { resamplerWords } from '../emit/wgsl/resampler.ts';
import { isWarp, type Program, type Warp } from '../graph/program.ts';
import { startOf } from '../graph/warp.ts';
import { sourceWindow } from '../run/geometry.ts';
import { structuralKernel } from './kernels.ts';
import type { GpuLevel } from './levels.ts';
import type { GpuSession } from './session.ts';
import { heightOf, widthOf, type Area } from './tiles.ts';
import { affinePositions, windowUnder, type Window } from './window.ts';
import { groupsOf, PassWords, type BatchBuilder } from './words.ts';

/** Where three planes go: a buffer, the first sample of each, and samples from row to row. */
export interface PlanesTarget {
  readonly buffer: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly stride: number;
}

/** Brings the part of a level under an area of the output to its place: at a whole offset, or resampled by the map. */
export function loadSource(
  session: GpuSession,
  batch: BatchBuilder,
  program: Program,
  level: GpuLevel,
  area: Area,
  target: PlanesTarget,
): void {
  const at = sourceWindow(program, level);
  if (at.kind === 'offset') {
    const window = { left: area.left + at.x, top: area.top + at.y, width: widthOf(area), height: heightOf(area) };
    return loadWindow(session, batch, level, window, target);
  }
  const { map } = program;
  const under = windowUnder(map, level, area);
  // Nearly at the horizon a few pixels span more than a buffer holds. They get what it holds.
  const height = Math.max(1, Math.min(under.height, Math.floor(session.bufferBytesMax / (12 * under.width))));
  const window = { ...under, height };
  const size = window.width * height;
  const buffer = session.scratch('window', size * 12);
  loadWindow(session, batch, level, window, { buffer, red: 0, green: size, blue: size * 2, stride: window.width });
  const { buffer: arena, ...places } = target;
  const kind = !isWarp(map) ? 'affine' : map.lateral === null ? 'warp' : 'lateral';
  const w = resamplerWords;
  const words = new PassWords(w.warp + lateralWords.length)
    .setInts(w, { windowWidth: window.width, windowHeight: height, columns: widthOf(area), rows: heightOf(area) })
    .setInts(w, places);
  if (isWarp(map)) {
    words.setFloats(w, { levelWidth: level.width, levelHeight: level.height, left: window.left, top: window.top });
    setWarp(words, w.warp, map, area.left + 0.5, area.top + 0.5);
  } else {
    words.setFloats(w, affinePositions(map, level, area, window));
  }
  const groups = groupsOf(widthOf(area), heightOf(area));
  batch.pass(structuralKernel(session, `resample ${kind}`), words, [buffer, arena], groups);
}

/** Writes the words of a warp whose first pixel has its centre at (x, y) of the output. */
export function setWarp(words: PassWords, first: number, warp: Warp, x: number, y: number): void {
  const { projection: m, radial, radialLimit, reachU, reachV, lateral } = warp;
  const w = warpWords;
  words.f32.set(startOf(warp, x, y), first + w.start);
  words.f32.set([m[0]!, m[3]!, m[6]!], first + w.column);
  words.f32.set([m[1]!, m[4]!, m[7]!], first + w.row);
  words.f32.set([radial, radialLimit, reachU, reachV], first + w.radial);
  if (lateral !== null) {
    words.f32.set(lateral.red, first + lateralWords.red);
    words.f32.set(lateral.blue, first + lateralWords.blue);
  }
}

/** Loads a rectangle of a level, which may reach beyond its edges, as linear planes. */
function loadWindow(
  session: GpuSession,
  batch: BatchBuilder,
  level: GpuLevel,
  { left, top, width, height }: Window,
  { buffer, ...target }: PlanesTarget,
): void {
  const key = structuralKernel(session, `load ${level.form}`);
  const held = (row: number): number => Math.min(Math.max(row, 0), level.height - 1);
  const [first, last] = [held(top), held(top + height - 1)];
  for (const { firstRow, rowCount, buffer: band } of level.bands) {
    if (firstRow > last || firstRow + rowCount <= first) continue;
    const words = new PassWords(loaderWords.length)
      .setInts(loaderWords, { width: level.width, height: level.height, firstRow, rowCount })
      .setInts(loaderWords, { left, top, columns: width, rows: height, ...target });
    const buffers = level.decode === null ? [band, buffer] : [band, level.decode, buffer];
    batch.pass(key, words, buffers, groupsOf(width, height));
  }
}
