import type { AffineMap } from '../graph/program.ts';
import type { CodedLevel, SourceLevel, SourceWindow, Structural } from './job.ts';
import type { Region } from './region.ts';
import { resampleRow } from './resample.ts';
import { wasm, type WasmModule } from '../emit/wasm/webassembly.ts';

/** Writes linear rows of a source level into a worker's memory. */
export type SourceReader = (row: number, r: number, g: number, b: number) => void;

type Load = (pixels: number, tables: number, r: number, g: number, b: number, groups: number) => void;

function instantiateLoader(module: WasmModule, region: Region): Load {
  return new wasm.Instance(module, { env: { memory: region.memory } }).exports['load'] as Load;
}

function codedReader(
  level: CodedLevel,
  window: { readonly x: number; readonly y: number },
  width: number,
  region: Region,
  structural: Structural,
): SourceReader {
  const { data, decode } = level;
  const wide = data instanceof Uint16Array;
  const load = instantiateLoader(wide ? structural.load16 : structural.load8, region);
  const groups = (width + 3) >> 2;
  const tables = region.place(decode);
  const pixels = region.allocate(groups * 4 * 3 * data.BYTES_PER_ELEMENT);
  const staging: Uint8Array | Uint16Array = wide
    ? new Uint16Array(region.memory.buffer, pixels, width * 3)
    : new Uint8Array(region.memory.buffer, pixels, width * 3);
  return (row, r, g, b) => {
    const start = ((row + window.y) * level.width + window.x) * 3;
    staging.set(data.subarray(start, start + width * 3));
    load(pixels, tables, r, g, b, groups);
  };
}

/** Reads `width` pixels a row from the level, from the window's offset or through the map. */
export function sourceReader(
  source: SourceLevel,
  window: SourceWindow,
  map: AffineMap,
  width: number,
  region: Region,
  structural: Structural,
): SourceReader {
  if (window.kind === 'resampled') {
    const rows = [0, 1, 2].map(() => new Float32Array(width)) as [Float32Array, Float32Array, Float32Array];
    return (row, ...addresses) => {
      resampleRow(source, map, row, rows);
      for (const [channel, address] of addresses.entries()) region.f32.set(rows[channel]!, address >> 2);
    };
  }
  if (source.kind === 'coded') return codedReader(source, window, width, region, structural);
  const planeSize = source.width * source.height;
  return (row, ...addresses) => {
    const start = (row + window.y) * source.width + window.x;
    for (const [channel, address] of addresses.entries()) {
      const from = channel * planeSize + start;
      region.f32.set(source.data.subarray(from, from + width), address >> 2);
    }
  };
}
