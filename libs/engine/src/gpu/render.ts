import { pixelsOf, rowWords } from '../emit/wgsl/store.ts';
import { header } from '../emit/wgsl/words.ts';
import type { StoreFormat } from '../emit/wasm/kernel.ts';
import { isWarp, type PixelMap, type Program } from '../graph/program.ts';
import { sourceWindow } from '../run/geometry.ts';
import { slotBytes } from './exchange.ts';
import type { StageKernel } from './kernels.ts';
import type { GpuLevel } from './levels.ts';
import type { ProgramPlan } from './plan.ts';
import type { GpuSession } from './session.ts';
import { grown, heightOf, tilesOf, widthOf, type Area } from './tiles.ts';
import { loadSource, setWarp } from './source.ts';
import { splitByWindow } from './window.ts';
import { BatchBuilder, groupsOf, PassWords } from './words.ts';

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

/** Words of the packed pixels of a tile; `outputs` counts planes. */
function pixelWords(format: StoreFormat, width: number, height: number, outputs: number): number {
  return rowWords(format, width) * height * (format === 'planes' ? outputs : 1);
}

/** The tiles of a render: as large as the buffers allow. */
export function renderTiles({ session, program, plan, format, level }: RenderContext): readonly Area[] {
  const { margin, slotCount } = plan;
  const outputs = program.stages.at(-1)!.graph.outputs.length;
  const bound = session.bufferBytesMax / 4;
  const tiles = tilesOf(program, margin, (width, height) => {
    const region = {
      left: 0,
      top: 0,
      right: Math.min(program.width, width + margin.left + margin.right),
      bottom: Math.min(program.height, height + margin.top + margin.bottom),
    };
    if (widthOf(region) * heightOf(region) * slotCount > bound) return false;
    return pixelWords(format, width, height, outputs) * 4 <= slotBytes;
  });
  if (plan.source === null || sourceWindow(program, level).kind === 'offset') return tiles;
  const sourceMargin = plan.source.margin;
  const grow = (tile: Area): Area => grown(tile, sourceMargin, program);
  return tiles.flatMap((tile) => splitByWindow(program.map, level, tile, bound / 3, grow));
}

/** Writes the passes of one tile: load, resample, then stage after stage. */
export function renderTile(
  context: RenderContext,
  tile: Area,
): { batch: BatchBuilder; reads: { buffer: number; offset: number; sizeBytes: number }[] } {
  const { session, program, plan, kernels, level, format, tables, planes } = context;
  const batch = new BatchBuilder();
  const region = grown(tile, plan.margin, program);
  const slotSize = widthOf(region) * heightOf(region);
  const arena = session.scratch('arena', Math.max(4, plan.slotCount * slotSize * 4));
  const outputs = program.stages.at(-1)!.graph.outputs.length;
  const sizeBytes = pixelWords(format, widthOf(tile), heightOf(tile), outputs) * 4;
  const pixels = session.scratch('pixels', sizeBytes);
  if (plan.source !== null) {
    const area = grown(tile, plan.source.margin, program);
    const start = (area.top - region.top) * widthOf(region) + area.left - region.left;
    const [red, green, blue] = plan.source.slots.map((slot) => slot * slotSize + start) as [number, number, number];
    loadSource(session, batch, program, level, area, { buffer: arena, red, green, blue, stride: widthOf(region) });
  }

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
    setMap(words, program.map);
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

/** The map as kernels read canonical planes through it. */
function setMap(words: PassWords, map: PixelMap): void {
  if (isWarp(map)) return setWarp(words, header.map, { ...map, lateral: null }, 0.5, 0.5);
  const { ux, uy, u0, vx, vy, v0 } = map;
  words.f32.set([ux, uy, u0, vx, vy, v0], header.map);
}
