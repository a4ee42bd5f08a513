import { wasm } from '../emit/wasm/webassembly.ts';
import type { SourceLevel, Structural } from './job.ts';
import type { Region } from './region.ts';

/** Writes a linear row of the output level to three addresses. */
export type SourceReader = (row: number, r: number, g: number, b: number) => void;

/** Writes `count` linear pixels of a source row, from a column on, to three addresses. */
export type SpanReader = (row: number, column: number, count: number, r: number, g: number, b: number) => void;

type Load = (pixels: number, tables: number, r: number, g: number, b: number, groups: number) => void;

/**
 * Reads spans of up to `countMax` pixels within the level. Writes whole groups of 4: up to 3 pixels behind the span
 * are overwritten.
 */
export function spanReader(source: SourceLevel, countMax: number, region: Region, structural: Structural): SpanReader {
  if (source.kind === 'planar') {
    const planeSize = source.width * source.height;
    return (row, column, count, ...addresses) => {
      const start = row * source.width + column;
      for (const [channel, address] of addresses.entries()) {
        const from = channel * planeSize + start;
        region.f32.set(source.data.subarray(from, from + count), address >> 2);
      }
    };
  }
  const { data, decode, width } = source;
  const wide = data instanceof Uint16Array;
  const module = wide ? structural.load16 : structural.load8;
  const load = new wasm.Instance(module, { env: { memory: region.memory } }).exports['load'] as Load;
  const tables = region.place(decode);
  const length = ((countMax + 3) & ~3) * 3;
  const pixels = region.allocate(length * data.BYTES_PER_ELEMENT);
  const staging: Uint8Array | Uint16Array = wide
    ? new Uint16Array(region.memory.buffer, pixels, length)
    : new Uint8Array(region.memory.buffer, pixels, length);
  return (row, column, count, r, g, b) => {
    const start = (row * width + column) * 3;
    staging.set(data.subarray(start, start + count * 3));
    load(pixels, tables, r, g, b, (count + 3) >> 2);
  };
}
