import { groupsOf, roomOf } from '../emit/wasm/kernel.ts';
import type { AffineMap, CanonicalPlane } from '../graph/program.ts';
import { BoundKernel, instantiate } from './bound.ts';
import type { Structural } from './job.ts';
import { samplePlane } from './reference.ts';
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

export function planeReader(
  plane: CanonicalPlane,
  map: AffineMap,
  width: number,
  region: Region,
  structural: Structural,
): PlaneReader {
  if (map.uy === 0 && map.vx === 0) return alignedReader(plane, map, width, region, structural);
  return (row, address) => {
    const start = address >> 2;
    for (let column = 0; column < width; column++) region.f32[start + column] = samplePlane(plane, map, column, row);
  };
}
