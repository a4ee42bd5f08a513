import { fillResamplerBlock, resamplerBlock } from '../emit/wasm/resampler.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import { isWarp, type AffineMap, type PixelMap } from '../graph/program.ts';
import { blockColumns, blockRows, type BlockReader } from './block.ts';
import type { SourceLevel, Structural } from './job.ts';
import type { Region } from './region.ts';
import type { SourceReader } from './source-rows.ts';
import { tileOf } from './tile.ts';
import { warpedBlocks } from './warped-blocks.ts';

/** Samples that the bicubic reads before and behind a position, and one for rounding. */
const before = 2;
const behind = 3;

type Resample = (block: number, planeBytes: number, r: number, g: number, b: number, groups: number) => void;

/** Blocks of an affine map: the part of the source under one is loaded as a tile, whose size is the same for all. */
function affineBlocks(source: SourceLevel, map: AffineMap, region: Region, structural: Structural): BlockReader {
  // In source pixels, pixel centres at whole numbers.
  const [ux, uy, u0] = [map.ux * source.width, map.uy * source.width, map.u0 * source.width - 0.5];
  const [vx, vy, v0] = [map.vx * source.height, map.vy * source.height, map.v0 * source.height - 0.5];
  const reach = (a: number, b: number): number =>
    Math.ceil(Math.abs(a) * blockColumns + Math.abs(b) * blockRows) + before + behind + 1;
  const tile = tileOf(source, (reach(ux, uy) + 3) & ~3, reach(vx, vy), region, structural);
  const block = region.allocate(resamplerBlock.sizeBytes);
  fillResamplerBlock(region.i32, block, tile.strideBytes, tile.address);
  const instance = new wasm.Instance(structural.resample, { env: { memory: region.memory } });
  const resample = instance.exports['resample'] as Resample;
  const parameter = (offset: number, value: number): void => {
    region.f32[(block + offset) >> 2] = value;
  };

  return (column, row, rowCount, { rows, rowBytes }) => {
    const [x, y] = [column + 0.5, row + 0.5];
    const corner = (a: number, b: number, origin: number): number =>
      Math.floor(a * x + b * y + origin + Math.min(0, a * blockColumns) + Math.min(0, b * blockRows)) - before;
    const [left, top] = [corner(ux, uy, u0), corner(vx, vy, v0)];
    tile.load(left, top);
    parameter(resamplerBlock.dx, ux);
    parameter(resamplerBlock.dy, vx);
    for (let line = 0; line < rowCount; line++) {
      parameter(resamplerBlock.x, ux * x + uy * (y + line) + u0 - left);
      parameter(resamplerBlock.y, vx * x + vy * (y + line) + v0 - top);
      const at = line * rowBytes;
      resample(block, tile.planeBytes, rows[0] + at, rows[1] + at, rows[2] + at, blockColumns / 4);
    }
  };
}

/** Rows of the source seen through a map, in blocks: all of a block's rows are made at once and kept until asked for. */
export function resampledReader(
  source: SourceLevel,
  map: PixelMap,
  width: number,
  height: number,
  region: Region,
  structural: Structural,
): SourceReader {
  const readBlock = isWarp(map)
    ? warpedBlocks(source, map, region, structural)
    : affineBlocks(source, map, region, structural);
  const rowBytes = Math.ceil(width / blockColumns) * blockColumns * 4;
  const rows = [0, 1, 2].map(() => region.allocate(rowBytes * blockRows)) as [number, number, number];

  let firstRow = -1;
  return (row, ...addresses) => {
    // Blocks lie at fixed rows, so that a strip's bounds change nothing.
    const start = row - (row % blockRows);
    if (start !== firstRow) {
      const rowCount = Math.min(blockRows, height - start);
      for (let column = 0; column < width; column += blockColumns) {
        const [r, g, b] = rows.map((address) => address + column * 4) as [number, number, number];
        readBlock(column, start, rowCount, { rows: [r, g, b], rowBytes });
      }
      firstRow = start;
    }
    for (const [channel, address] of addresses.entries()) {
      const from = (rows[channel]! + (row - start) * rowBytes) >> 2;
      region.f32.copyWithin(address >> 2, from, from + width);
    }
  };
}
