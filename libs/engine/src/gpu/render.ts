import { loaderWords } from '../emit/wgsl/loader.ts';
import { resamplerWords } from '../emit/wgsl/resampler.ts';
import { pixelsOf, rowWords, workgroup } from '../emit/wgsl/store.ts';
import { header } from '../emit/wgsl/words.ts';
import type { StoreFormat } from '../emit/wasm/kernel.ts';
import type { Program } from '../graph/program.ts';
import { sourceWindow } from '../run/geometry.ts';
import { structuralKernel, type StageKernel } from './kernels.ts';
import type { GpuLevel } from './levels.ts';
import type { ProgramPlan } from './plan.ts';
import type { GpuSession } from './session.ts';
import { grown, heightOf, tilesOf, widthOf, type Area } from './tiles.ts';
import { BatchBuilder, PassWords } from './words.ts';
import { windowUnder, type Window } from './window.ts';

/** Everything of a render that its tiles share. */
export interface RenderContext {
  readonly session: GpuSession;
  readonly program: Program;
  readonly plan: ProgramPlan;
  readonly kernels: readonly StageKernel[];
  readonly level: GpuLevel;
  readonly format: StoreFormat;
  readonly tables: { readonly buffer: number; readonly first: Readonly<Record<string, number>> };
  readonly planes: { readonly buffer: number; readonly first: Readonly<Record<string, number>> };
}

const groupsOf = (columns: number, rows: number): readonly [number, number] => [
  Math.ceil(columns / workgroup.columns),
  Math.ceil(rows / workgroup.rows),
];

/** Words of the packed pixels of a tile; `outputs` counts planes. */
function pixelWords(format: StoreFormat, width: number, height: number, outputs: number): number {
  return rowWords(format, width) * height * (format === 'planes' ? outputs : 1);
}

/** The tiles of a render: as large as the buffers allow. */
export function renderTiles({ session, program, plan, format, level }: RenderContext): readonly Area[] {
  const { margin, slotCount } = plan;
  const outputs = program.stages.at(-1)!.graph.outputs.length;
  const isResampled = sourceWindow(program, level).kind === 'resampled';
  const bound = session.bufferBytesMax / 4;
  return tilesOf(program, margin, (width, height) => {
    const region = {
      left: 0,
      top: 0,
      right: Math.min(program.width, width + margin.left + margin.right),
      bottom: Math.min(program.height, height + margin.top + margin.bottom),
    };
    if (widthOf(region) * heightOf(region) * slotCount > bound) return false;
    if (pixelWords(format, width, height, outputs) > bound) return false;
    if (!isResampled) return true;
    const window = windowUnder(program.map, level, region);
    return window.width * window.height * 3 <= bound;
  });
}

/** Writes the passes of one tile: load, resample, then stage after stage. */
export function renderTile(
  context: RenderContext,
  tile: Area,
): { batch: BatchBuilder; reads: { buffer: number; offset: number; sizeBytes: number }[] } {
  const { session, program, plan, kernels, format, tables, planes } = context;
  const batch = new BatchBuilder();
  const region = grown(tile, plan.margin, program);
  const slotSize = widthOf(region) * heightOf(region);
  const arena = session.scratch('arena', Math.max(4, plan.slotCount * slotSize * 4));
  const outputs = program.stages.at(-1)!.graph.outputs.length;
  const sizeBytes = pixelWords(format, widthOf(tile), heightOf(tile), outputs) * 4;
  const pixels = session.scratch('pixels', sizeBytes);
  if (plan.source !== null)
    loadSource(context, batch, grown(tile, plan.source.margin, program), region, slotSize, arena);

  for (const [i, { key, layout, bindings }] of kernels.entries()) {
    const stage = plan.stages[i]!;
    const isLast = i === kernels.length - 1;
    const area = grown(tile, stage.margin, program);
    const words = new PassWords(layout.length).setInts(header, {
      left: region.left,
      top: region.top,
      stride: widthOf(region),
      width: program.width,
      height: program.height,
      firstColumn: area.left,
      firstRow: area.top,
      endColumn: area.right,
      endRow: area.bottom,
      pixelStride: format === 'planes' ? widthOf(tile) * heightOf(tile) : rowWords(format, widthOf(tile)),
    });
    const { ux, uy, u0, vx, vy, v0 } = program.map;
    words.f32.set([ux, uy, u0, vx, vy, v0], header.map);
    for (const { name, word } of layout.inputs) words.u32[word] = stage.inputs[name]! * slotSize;
    for (const { name, word } of layout.outputs) words.u32[word] = stage.outputs[name]! * slotSize;
    for (const { bits, word } of layout.constants) words.u32[word] = bits;
    for (const { name, word } of layout.tables) {
      words.u32[word] = tables.first[name]!;
      words.f32[word + 1] = program.tables[name]!.length - 1;
    }
    for (const { name, word } of layout.planes) {
      const { width, height } = program.planes[name]!;
      words.u32.set([planes.first[name]!, width, height], word);
    }
    for (const { name, integer, word } of layout.params)
      (integer ? words.i32 : words.f32)[word] = program.params[name]!;
    const buffers = { arena, tables: tables.buffer, planes: planes.buffer, pixels };
    const bound = bindings.flatMap(({ name }) => (name === 'words' ? [] : [buffers[name]]));
    const columns = Math.ceil(widthOf(area) / pixelsOf(isLast ? format : 'stage'));
    batch.pass(key, words, bound, groupsOf(columns, heightOf(area)));
  }
  return { batch, reads: [{ buffer: pixels, offset: 0, sizeBytes }] };
}

/** Brings the source's part under `area` into the arena. */
function loadSource(
  context: RenderContext,
  batch: BatchBuilder,
  area: Area,
  region: Area,
  slotSize: number,
  arena: number,
): void {
  const { session, program, plan, level } = context;
  const stride = widthOf(region);
  const start = (area.top - region.top) * stride + area.left - region.left;
  const [red, green, blue] = plan.source!.slots.map((slot) => slot * slotSize + start) as [number, number, number];
  const at = sourceWindow(program, level);
  if (at.kind === 'offset') {
    const window = { left: area.left + at.x, top: area.top + at.y, width: widthOf(area), height: heightOf(area) };
    loadWindow(session, batch, level, window, { buffer: arena, red, green, blue, stride });
    return;
  }
  const window = windowUnder(program.map, level, area);
  const size = window.width * window.height;
  const buffer = session.scratch('window', size * 12);
  loadWindow(session, batch, level, window, { buffer, red: 0, green: size, blue: size * 2, stride: window.width });
  const w = resamplerWords;
  const words = new PassWords(w.length)
    .setFloats(w, {
      x: window.x,
      y: window.y,
      columnX: window.columnX,
      columnY: window.columnY,
      rowX: window.rowX,
      rowY: window.rowY,
    })
    .setInts(w, {
      windowWidth: window.width,
      windowHeight: window.height,
      columns: widthOf(area),
      rows: heightOf(area),
    })
    .setInts(w, { red, green, blue, stride });
  const groups = groupsOf(widthOf(area), heightOf(area));
  batch.pass(structuralKernel(session, 'resample'), words, [buffer, arena], groups);
}

interface Target {
  readonly buffer: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly stride: number;
}

/** Loads a rectangle of a level, which may reach beyond its edges, as linear planes. */
function loadWindow(
  session: GpuSession,
  batch: BatchBuilder,
  level: GpuLevel,
  { left, top, width, height }: Pick<Window, 'left' | 'top' | 'width' | 'height'>,
  { buffer, ...target }: Target,
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
