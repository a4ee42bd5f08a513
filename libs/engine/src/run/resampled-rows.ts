import { fillResamplerBlock, resamplerBlock } from '../emit/wasm/resampler.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import type { AffineMap } from '../graph/program.ts';
import type { SourceLevel, Structural } from './job.ts';
import type { Region } from './region.ts';
import { spanReader, type SourceReader } from './source-rows.ts';

/** Output pixels that are resampled from one tile of the source. */
const blockColumns = 128;
const blockRows = 16;
/** Samples that the bicubic reads before and behind a position, and one for rounding. */
const before = 2;
const behind = 3;

type Resample = (block: number, planeBytes: number, r: number, g: number, b: number, groups: number) => void;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/**
 * Rows of the source seen through an affine map. Works in blocks: the part of the source under a block is loaded as a
 * tile (its edge pixels repeated outside), then all of the block's rows are read from it and kept until asked for.
 */
export function resampledReader(
  source: SourceLevel,
  map: AffineMap,
  width: number,
  height: number,
  region: Region,
  structural: Structural,
): SourceReader {
  // In source pixels, pixel centres at whole numbers.
  const [ux, uy, u0] = [map.ux * source.width, map.uy * source.width, map.u0 * source.width - 0.5];
  const [vx, vy, v0] = [map.vx * source.height, map.vy * source.height, map.v0 * source.height - 0.5];
  const reach = (a: number, b: number): number =>
    Math.ceil(Math.abs(a) * blockColumns + Math.abs(b) * blockRows) + before + behind + 1;
  const [tileWidth, tileHeight] = [(reach(ux, uy) + 3) & ~3, reach(vx, vy)];
  // Spans are written in whole groups of 4, which may end behind a tile's row.
  const stride = (tileWidth + 4) * 4;
  const planeBytes = stride * tileHeight;
  const tile = region.allocate(planeBytes * 3);
  const block = region.allocate(resamplerBlock.sizeBytes);
  fillResamplerBlock(region.i32, block, stride, tile);
  const rowBytes = Math.ceil(width / blockColumns) * blockColumns * 4;
  const rows = [0, 1, 2].map(() => region.allocate(rowBytes * blockRows)) as [number, number, number];
  const loadSpan = spanReader(source, tileWidth, region, structural);
  const instance = new wasm.Instance(structural.resample, { env: { memory: region.memory } });
  const resample = instance.exports['resample'] as Resample;
  const parameter = (offset: number, value: number): void => {
    region.f32[(block + offset) >> 2] = value;
  };

  /** Loads the source's pixels from (left, top) on, repeating its edges. */
  const loadTile = (left: number, top: number): void => {
    const from = clamp(left, 0, source.width - 1);
    const to = clamp(left + tileWidth, from + 1, source.width);
    for (let line = 0; line < tileHeight; line++) {
      const start = tile + line * stride;
      const first = start + (from - left) * 4;
      const inTile = from >= left && from < left + tileWidth;
      const target = inTile ? first : start;
      const y = clamp(top + line, 0, source.height - 1);
      loadSpan(y, from, inTile ? to - from : 1, target, target + planeBytes, target + planeBytes * 2);
      const [head, tail] = inTile ? [from - left, to - left] : [0, 1];
      if (head === 0 && tail === tileWidth) continue;
      for (let channel = 0; channel < 3; channel++) {
        const at = (start + channel * planeBytes) >> 2;
        region.f32.fill(region.f32[at + head]!, at, at + head);
        region.f32.fill(region.f32[at + tail - 1]!, at + tail, at + tileWidth);
      }
    }
  };

  const resampleBlock = (column: number, row: number, rowCount: number): void => {
    const [x, y] = [column + 0.5, row + 0.5];
    const corner = (a: number, b: number, origin: number): number =>
      Math.floor(a * x + b * y + origin + Math.min(0, a * blockColumns) + Math.min(0, b * blockRows)) - before;
    const [left, top] = [corner(ux, uy, u0), corner(vx, vy, v0)];
    loadTile(left, top);
    parameter(resamplerBlock.dx, ux);
    parameter(resamplerBlock.dy, vx);
    for (let line = 0; line < rowCount; line++) {
      parameter(resamplerBlock.x, ux * x + uy * (y + line) + u0 - left);
      parameter(resamplerBlock.y, vx * x + vy * (y + line) + v0 - top);
      const at = line * rowBytes + column * 4;
      resample(block, planeBytes, rows[0] + at, rows[1] + at, rows[2] + at, blockColumns / 4);
    }
  };

  let firstRow = -1;
  return (row, ...addresses) => {
    // Blocks lie at fixed rows, so that a strip's bounds change nothing.
    const start = row - (row % blockRows);
    if (start !== firstRow) {
      const rowCount = Math.min(blockRows, height - start);
      for (let column = 0; column < width; column += blockColumns) resampleBlock(column, start, rowCount);
      firstRow = start;
    }
    for (const [channel, address] of addresses.entries()) {
      const from = (rows[channel]! + (row - start) * rowBytes) >> 2;
      region.f32.copyWithin(address >> 2, from, from + width);
    }
  };
}
