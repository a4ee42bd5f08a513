import type { SourceLevel, Structural } from './job.ts';
import type { Region } from './region.ts';
import { spanReader } from './source-rows.ts';

/** A part of a level in a worker's memory: three planes of linear samples, the level's edge repeated outside it. */
export interface Tile {
  /** Address of the first sample. */
  readonly address: number;
  readonly strideBytes: number;
  readonly planeBytes: number;
  /** Loads `columns` × `rows` of the level's pixels from (left, top) on; may be less than the tile has room for. */
  readonly load: (left: number, top: number, columns?: number, rows?: number) => void;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Room for a tile of so many samples; the width must be a multiple of 4. */
export function tileOf(
  source: SourceLevel,
  tileWidth: number,
  tileHeight: number,
  region: Region,
  structural: Structural,
): Tile {
  // Spans are written in whole groups of 4, which may end behind a tile's row.
  const strideBytes = (tileWidth + 4) * 4;
  const planeBytes = strideBytes * tileHeight;
  const address = region.allocate(planeBytes * 3);
  const loadSpan = spanReader(source, tileWidth, region, structural);
  const load = (left: number, top: number, columns = tileWidth, rows = tileHeight): void => {
    const from = clamp(left, 0, source.width - 1);
    const to = clamp(left + columns, from + 1, source.width);
    const inTile = from >= left && from < left + columns;
    const [head, tail] = inTile ? [from - left, to - left] : [0, 1];
    for (let line = 0; line < rows; line++) {
      const start = address + line * strideBytes;
      const target = start + head * 4;
      const y = clamp(top + line, 0, source.height - 1);
      loadSpan(y, from, tail - head, target, target + planeBytes, target + planeBytes * 2);
      if (head === 0 && tail === columns) continue;
      for (let channel = 0; channel < 3; channel++) {
        const at = (start + channel * planeBytes) >> 2;
        region.f32.fill(region.f32[at + head]!, at, at + head);
        region.f32.fill(region.f32[at + tail - 1]!, at + tail, at + columns);
      }
    }
  };
  return { address, strideBytes, planeBytes, load };
}
