import { groupsOf, roomOf } from '../emit/wasm/kernel.ts';
import { isWarp, type PixelMap } from '../graph/program.ts';
import { placeRowParams, startOf, warpOf } from '../graph/warp.ts';
import { BoundKernel, instantiate } from './bound.ts';
import type { Structural } from './job.ts';
import type { Region } from './region.ts';

/** Addresses of rows of places, in floats of the picture's unit square. */
export interface PlaceRow {
  readonly u: number;
  readonly v: number;
}

export interface PlaceRows {
  /** Line 0 of each channel; all the same without lateral aberration. */
  readonly red: PlaceRow;
  readonly green: PlaceRow;
  readonly blue: PlaceRow;
  /** Bytes from line to line. */
  readonly lineBytes: number;
  /** Computes the places of the output's pixels from (column, row) on into a line. */
  readonly compute: (column: number, row: number, line: number) => void;
}

/** Room for lines of up to `pixels` places under a map. */
export function placeRows(
  map: PixelMap,
  pixels: number,
  region: Region,
  structural: Structural,
  lines = 1,
  channels: 'green' | 'all' = 'green',
): PlaceRows {
  const warp = warpOf(map);
  const isLateral = channels === 'all' && isWarp(map) && map.lateral !== null;
  const compiled = isLateral ? structural.lateralPlaces : structural.places;
  const { layout } = compiled;
  const kernel = new BoundKernel(instantiate(compiled, region), layout, region, placeRowParams(warp), {});
  const lineBytes = roomOf(pixels) * 4;
  const buffers = layout.outputs.map(() => region.allocate(lineBytes * lines));
  const at = (name: string): number => buffers[layout.outputs.findIndex((output) => output.name === name)]!;
  const row = (prefix: string): PlaceRow => ({ u: at(`${prefix}u`), v: at(`${prefix}v`) });
  const green = row('');
  const slots = ['startX', 'startY', 'startW'].map(
    (name) => layout.params.find((parameter) => parameter.name === name)!.slot,
  );
  return {
    green,
    red: isLateral ? row('red.') : green,
    blue: isLateral ? row('blue.') : green,
    lineBytes,
    compute: (column, outputRow, line) => {
      const start = startOf(warp, column + 0.5, outputRow + 0.5);
      for (const [i, slot] of slots.entries()) kernel.setParam(slot, start[i]!);
      for (const [i, { slot }] of layout.outputs.entries()) kernel.point(slot, buffers[i]! + line * lineBytes);
      kernel.run(groupsOf(pixels), outputRow);
    },
  };
}
