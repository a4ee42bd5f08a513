import { groupsOf, roomOf } from '../emit/wasm/kernel.ts';
import { gatherBlock } from '../emit/wasm/gather.ts';
import { floatBits } from '../emit/wasm/operands.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import { isWarp, type AffineMap, type CanonicalPlane, type PixelMap } from '../graph/program.ts';
import { BoundKernel, instantiate } from './bound.ts';
import type { Structural } from './job.ts';
import { placeRows } from './place-rows.ts';
import type { Region } from './region.ts';

/** Writes a row of a canonical plane, enlarged bilinearly to the output level, to an address. */
export type PlaneReader = (row: number, address: number) => void;

function alignedReader(
  plane: CanonicalPlane,
  map: AffineMap,
  width: number,
  region: Region,
  structural: Structural,
): PlaneReader {
  // The table of the horizontal half has its last sample twice.
  const bytes = roomOf(plane.width + 1) * 4;
  const [upper, lower, mixed] = [region.allocate(bytes), region.allocate(bytes), region.allocate(bytes)];
  const lerp = new BoundKernel(instantiate(structural.lerp, region), structural.lerp.layout, region, { t: 0 }, {});
  for (const { name, slot } of lerp.layout.inputs) lerp.point(slot, name === 'a' ? upper : lower);
  lerp.point(lerp.layout.outputs[0]!.slot, mixed);
  const t = lerp.layout.params[0]!.slot;
  const params = { scale: map.ux * plane.width, offset: (0.5 * map.ux + map.u0) * plane.width - 0.5 };
  const tables = { row: { address: mixed, length: plane.width } };
  const stretch = new BoundKernel(
    instantiate(structural.stretch, region),
    structural.stretch.layout,
    region,
    params,
    tables,
  );

  let held = -1;
  return (row, address) => {
    const at = Math.min(Math.max((map.vy * (row + 0.5) + map.v0) * plane.height - 0.5, 0), plane.height - 1);
    const y0 = Math.floor(at);
    if (y0 !== held) {
      const y1 = Math.min(y0 + 1, plane.height - 1);
      region.f32.set(plane.data.subarray(y0 * plane.width, (y0 + 1) * plane.width), upper >> 2);
      region.f32.set(plane.data.subarray(y1 * plane.width, (y1 + 1) * plane.width), lower >> 2);
      held = y0;
    }
    lerp.setParam(t, at - y0);
    lerp.run(groupsOf(plane.width), row);
    region.f32[(mixed >> 2) + plane.width] = region.f32[(mixed >> 2) + plane.width - 1]!;
    stretch.point(stretch.layout.outputs[0]!.slot, address);
    stretch.run(groupsOf(width), row);
  };
}

type Gather = (block: number, u: number, v: number, out: number, groups: number) => void;

/** Copies a plane with its last column and its last row twice, as the gatherer reads it. */
function placePlane(region: Region, { width, height, data }: CanonicalPlane): number {
  const stride = width + 1;
  const address = region.allocate(stride * (height + 1) * 4);
  const start = address >> 2;
  for (let row = 0; row <= height; row++) {
    const from = Math.min(row, height - 1) * width;
    const at = start + row * stride;
    region.f32.set(data.subarray(from, from + width), at);
    region.f32[at + width] = region.f32[at + width - 1]!;
  }
  return address;
}

/** Reads planes where each pixel lies. Planes share one row of places, the last one that somebody asked for. */
function gatherReader(map: PixelMap, width: number, region: Region, structural: Structural) {
  const places = placeRows(map, width, region, structural);
  const instance = new wasm.Instance(structural.gather, { env: { memory: region.memory } });
  const gather = instance.exports['gather'] as Gather;
  let held = -1;
  return (plane: CanonicalPlane): PlaneReader => {
    const block = region.allocate(gatherBlock.sizeBytes);
    const address = placePlane(region, plane);
    const float = (offset: number, value: number): void => {
      region.f32[(block + offset) >> 2] = value;
    };
    const vector = (offset: number, bits: number): void => {
      region.i32.fill(bits, (block + offset) >> 2, (block + offset + 16) >> 2);
    };
    float(gatherBlock.width, plane.width);
    float(gatherBlock.height, plane.height);
    float(gatherBlock.lastX, plane.width - 1);
    float(gatherBlock.lastY, plane.height - 1);
    vector(gatherBlock.half, floatBits(0.5));
    vector(gatherBlock.zero, 0);
    vector(gatherBlock.stride, (plane.width + 1) * 4);
    vector(gatherBlock.plane, address);
    return (row, out) => {
      if (row !== held) {
        places.compute(0, row, 0);
        held = row;
      }
      gather(block, places.green.u, places.green.v, out, (width + 3) >> 2);
    };
  };
}

/** Makes readers of the planes of one job. */
export function planeReaders(
  map: PixelMap,
  width: number,
  region: Region,
  structural: Structural,
): (plane: CanonicalPlane) => PlaneReader {
  if (!isWarp(map) && map.uy === 0 && map.vx === 0) {
    return (plane) => alignedReader(plane, map, width, region, structural);
  }
  let reader: ReturnType<typeof gatherReader> | undefined;
  return (plane) => (reader ??= gatherReader(map, width, region, structural))(plane);
}
