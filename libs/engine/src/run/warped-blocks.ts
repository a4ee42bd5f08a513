import { fillResamplerBlock, resamplerBlock } from '../emit/wasm/resampler.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import type { Warp } from '../graph/program.ts';
import { blockColumns, blockRows, type BlockReader, type BlockTarget } from './block.ts';
import type { SourceLevel, Structural } from './job.ts';
import { placeRows, type PlaceRow } from './place-rows.ts';
import type { Region } from './region.ts';
import { tileOf } from './tile.ts';

/** Samples that a tile has room for; a block whose part of the source is larger is halved. */
const tileColumns = 256;
const tileRows = 160;
/** Samples that the bicubic reads before and behind a position, and one for rounding. */
const before = 2;
const behind = 3;
/** The resampler works on pixels in fours. */
const columnsMin = 4;

type ResampleAll = (block: number, plane: number, u: number, v: number, r: number, g: number, b: number, n: number) => void; // prettier-ignore
type ResampleOne = (block: number, plane: number, u: number, v: number, out: number, n: number) => void;

/** Part of a block, relative to it. */
interface Part {
  readonly column: number;
  readonly line: number;
  readonly columns: number;
  readonly lines: number;
}

/** The part of the level under a part of a block, in its pixels; the ends are included. */
interface Under {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Blocks of a warp: a place for each pixel (for each of its channels with lateral aberration), read from a tile. */
export function warpedBlocks(source: SourceLevel, map: Warp, region: Region, structural: Structural): BlockReader {
  const isLateral = map.lateral !== null;
  const places = placeRows(map, blockColumns, region, structural, blockRows, 'all');
  const tile = tileOf(source, tileColumns, tileRows, region, structural);
  const channels = isLateral ? [places.red, places.green, places.blue] : [places.green];
  const blocks = channels.map((_, channel) => {
    const block = region.allocate(resamplerBlock.sizeBytes);
    fillResamplerBlock(region.i32, block, tile.strideBytes, tile.address + channel * tile.planeBytes);
    return block;
  });
  const module = isLateral ? structural.resampleChannel : structural.resamplePlaces;
  const resample = new wasm.Instance(module, { env: { memory: region.memory } }).exports['resample'];
  const placeAt = ({ u, v }: PlaceRow, line: number, column: number): [number, number] => {
    const at = line * places.lineBytes + column * 4;
    return [u + at, v + at];
  };

  /** The map folds nowhere, so the border of a part goes around everything in it. */
  const under = ({ column, line, columns, lines }: Part): Under => {
    const { f32 } = region;
    let [low, high, upper, lower] = [Infinity, -Infinity, Infinity, -Infinity];
    const see = (channel: PlaceRow, at: number): void => {
      const u = f32[(channel.u >> 2) + at]!;
      const v = f32[(channel.v >> 2) + at]!;
      if (u < low) low = u;
      if (u > high) high = u;
      if (v < upper) upper = v;
      if (v > lower) lower = v;
    };
    const stride = places.lineBytes >> 2;
    for (const channel of channels) {
      const first = line * stride + column;
      const last = first + (lines - 1) * stride;
      for (let i = 0; i < columns; i++) {
        see(channel, first + i);
        see(channel, last + i);
      }
      for (let at = first; at <= last; at += stride) {
        see(channel, at);
        see(channel, at + columns - 1);
      }
    }
    // Further outside than this everything is the repeated edge.
    const held = (place: number, size: number): number => Math.min(Math.max(place * size - 0.5, -2), size + 1);
    return {
      left: Math.floor(held(low, source.width)) - before,
      right: Math.floor(held(high, source.width)) + behind,
      top: Math.floor(held(upper, source.height)) - before,
      bottom: Math.floor(held(lower, source.height)) + behind,
    };
  };

  const read = (part: Part, target: BlockTarget): void => {
    const { column, line, columns, lines } = part;
    const { left, top, right, bottom } = under(part);
    const [width, height] = [right - left + 1, bottom - top + 1];
    if (width > tileColumns || height > tileRows) {
      if (columns > columnsMin && (columns >= lines || lines === 1)) {
        const half = columns / 2;
        read({ ...part, columns: half }, target);
        return read({ ...part, column: column + half, columns: half }, target);
      }
      if (lines > 1) {
        const half = lines >> 1;
        read({ ...part, lines: half }, target);
        return read({ ...part, line: line + half, lines: lines - half }, target);
      }
      // Nearly at the horizon: four pixels span more than a tile. They get what the tile holds.
    }
    const [heldWidth, heldHeight] = [Math.min(width, tileColumns), Math.min(height, tileRows)];
    tile.load(left, top, heldWidth, heldHeight);
    for (const block of blocks) {
      const at = block >> 2;
      region.f32[at + (resamplerBlock.levelWidth >> 2)] = source.width;
      region.f32[at + (resamplerBlock.levelHeight >> 2)] = source.height;
      region.f32[at + (resamplerBlock.offsetX >> 2)] = -0.5 - left;
      region.f32[at + (resamplerBlock.offsetY >> 2)] = -0.5 - top;
      region.f32[at + (resamplerBlock.lastX >> 2)] = heldWidth - 3;
      region.f32[at + (resamplerBlock.lastY >> 2)] = heldHeight - 3;
    }
    for (let own = line; own < line + lines; own++) {
      const [r, g, b] = target.rows.map((address) => address + own * target.rowBytes + column * 4) as [number, number, number]; // prettier-ignore
      if (isLateral) {
        for (const [channel, out] of [r, g, b].entries()) {
          const [u, v] = placeAt(channels[channel]!, own, column);
          (resample as ResampleOne)(blocks[channel]!, tile.planeBytes, u, v, out, columns / 4);
        }
      } else {
        const [u, v] = placeAt(places.green, own, column);
        (resample as ResampleAll)(blocks[0]!, tile.planeBytes, u, v, r, g, b, columns / 4);
      }
    }
  };

  return (column, row, rowCount, target) => {
    for (let line = 0; line < rowCount; line++) places.compute(column, row + line, line);
    read({ column: 0, line: 0, columns: blockColumns, lines: rowCount }, target);
  };
}
