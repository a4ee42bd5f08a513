import { groupsOf, roomOf } from '../emit/wasm/kernel.ts';
import { BoundKernel, instantiate } from './bound.ts';
import type { ReduceJob, Structural } from './job.ts';
import type { Region } from './region.ts';
import { spanReader } from './source-rows.ts';
import type { StripRenderer } from './render-strips.ts';

/**
 * Exact area average: an output pixel is the mean of the source over its rectangle, partly covered pixels weighted by
 * their share. Rows are summed as vectors, then each finished sum along itself.
 */
export function prepareReduce(job: ReduceJob, region: Region, structural: Structural): StripRenderer {
  const { source, area, target } = job;
  const [ratioX, ratioY] = [area.width / target.width, area.height / target.height];
  const rowBytes = roomOf(source.width) * 4;
  const rows = [0, 1, 2].map(() => region.allocate(rowBytes)) as [number, number, number];
  const sums = region.allocate(rowBytes * 3);
  const read = spanReader(source, source.width, region, structural);
  const kernel = structural.accumulate;
  const accumulate = new BoundKernel(instantiate(kernel, region), kernel.layout, region, { weight: 0 }, {});
  for (const { name, slot } of kernel.layout.inputs) {
    const channel = 'rgb'.indexOf(name.at(-1)!);
    accumulate.point(slot, name.startsWith('sum.') ? sums + channel * rowBytes : rows[channel]!);
  }
  for (const [channel, { slot }] of kernel.layout.outputs.entries()) accumulate.point(slot, sums + channel * rowBytes);
  const weightSlot = kernel.layout.params[0]!.slot;
  const groups = groupsOf(source.width);
  const spans = spansOf(area.x, area.width, target.width, source.width);
  const planeSize = target.width * target.height;

  return (first, end) => {
    for (let row = first; row < end; row++) {
      region.f32.fill(0, sums >> 2, (sums + rowBytes * 3) >> 2);
      const { from, to, head, tail } = span(area.y, row, ratioY, source.height);
      for (let line = from; line <= to; line++) {
        read(line, 0, source.width, ...rows);
        const share = line === from ? head : line === to ? tail : 1;
        accumulate.setParam(weightSlot, share / ratioY);
        accumulate.run(groups, line);
      }
      for (let channel = 0; channel < 3; channel++) {
        const start = (sums + channel * rowBytes) >> 2;
        const sum = region.f32.subarray(start, start + source.width);
        const out = target.data.subarray(channel * planeSize + row * target.width);
        for (let column = 0; column < target.width; column++) {
          const { from: left, to: right, head: headShare, tail: tailShare } = spans[column]!;
          let total = sum[left]! * headShare;
          for (let x = left + 1; x < right; x++) total += sum[x]!;
          if (right > left) total += sum[right]! * tailShare;
          out[column] = total / ratioX;
        }
      }
    }
  };
}

interface Span {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Shares of the first and the last source pixel; the first's alone when both are one. */
  readonly head: number;
  readonly tail: number;
}

/** Source pixels under each of `count` output pixels along an axis of an area. */
export function spansOf(origin: number, extent: number, count: number, length: number): readonly Span[] {
  return Array.from({ length: count }, (_, index) => span(origin, index, extent / count, length));
}

/** Source pixels under an output pixel, along one axis. */
function span(origin: number, index: number, ratio: number, length: number): Span {
  const start = Math.max(origin + index * ratio, 0);
  const end = Math.min(origin + (index + 1) * ratio, length);
  const from = Math.min(Math.floor(start), length - 1);
  // A share below rounding is no pixel.
  const to = Math.max(from, Math.min(Math.ceil(end - 1e-9) - 1, length - 1));
  return from === to ? { from, to, head: end - start, tail: 0 } : { from, to, head: from + 1 - start, tail: end - to };
}
