import { groupsOf, roomOf } from '../emit/wasm/kernel.ts';
import { BoundKernel, placeTable, type PlacedTables, type RowFunction } from './bound.ts';
import type { RenderJob, StageJob, Structural } from './job.ts';
import { planeReaders } from './plane-rows.ts';
import { planStages } from './plan.ts';
import type { Region } from './region.ts';
import { RowRing } from './rows.ts';
import { resampledReader } from './resampled-rows.ts';
import { spanReader, type SourceReader } from './source-rows.ts';

/** Renders the rows first ≤ row < end of a job's output. */
export type StripRenderer = (first: number, end: number) => void;

/** Computes, at step t, its row t + lead; not below t₀ + reach, where t₀ is the strip's first row. */
interface Producer {
  readonly lead: number;
  readonly reach: number;
  readonly produce: (row: number) => void;
}

const sourceNames = ['source.r', 'source.g', 'source.b'] as const;

/** Prepares a worker's memory for a job: tables, kernels and row rings. Nothing here depends on the strips. */
export function prepareRender(
  job: RenderJob,
  region: Region,
  structural: Structural,
  rowFunction: (stage: StageJob) => RowFunction,
): StripRenderer {
  const { width, height, stages } = job;
  const groups = groupsOf(width);
  const plan = planStages(stages.map(({ layout }) => layout));
  const rings = plan.planes.map(({ ringRows, padPixels }) => new RowRing(region, width, height, ringRows, padPixels));
  const tables: PlacedTables = Object.fromEntries(
    Object.entries(job.tables).map(([name, samples]) => {
      return [name, { address: placeTable(region, samples), length: samples.length }];
    }),
  );
  const producers: Producer[] = [];

  const source = plan.planes.findIndex(({ name, producer }) => producer === -1 && name.startsWith('source.'));
  if (source >= 0) {
    const channels = sourceNames.map((name) => {
      const index = plan.planes.findIndex((plane) => plane.producer === -1 && plane.name === name);
      return index >= 0 ? rings[index]! : new RowRing(region, width, height, 1, 0);
    }) as [RowRing, RowRing, RowRing];
    const read = sourceReader(job, region, structural);
    producers.push({
      ...plan.planes[source]!,
      produce: (row) => {
        read(row, channels[0].address(row), channels[1].address(row), channels[2].address(row));
        for (const ring of channels) ring.repeatEdges(row);
      },
    });
  }

  const readerOf = planeReaders(job.map, width, region, structural);
  for (const [index, planePlan] of plan.planes.entries()) {
    if (planePlan.producer !== -1 || planePlan.name.startsWith('source.')) continue;
    const plane = job.planes[planePlan.name];
    if (plane === undefined) throw new Error(`No stage, plane or source gives the input "${planePlan.name}".`);
    const read = readerOf(plane);
    const ring = rings[index]!;
    producers.push({
      ...planePlan,
      produce: (row) => {
        read(row, ring.address(row));
        ring.repeatEdges(row);
      },
    });
  }

  for (const [index, stage] of stages.entries()) {
    const { lead, reach, inputs, outputs } = plan.stages[index]!;
    const kernel = new BoundKernel(rowFunction(stage), stage.layout, region, job.params, tables);
    const inputRings = inputs.map((plane) => rings[plane]!);
    const last = index === stages.length - 1;
    const store = last ? outputStore(job, region, kernel) : undefined;
    const outputRings = outputs.map((plane) => rings[plane]!);
    const produce = (row: number): void => {
      for (const [i, { dy, slot }] of stage.layout.inputs.entries())
        kernel.point(slot, inputRings[i]!.address(row + dy));
      for (const [i, { slot }] of stage.layout.outputs.entries()) {
        if (!last) kernel.point(slot, outputRings[i]!.address(row));
      }
      kernel.run(groups, row);
      for (const ring of outputRings) ring.repeatEdges(row);
      store?.(row);
    };
    producers.push({ lead, reach, produce });
  }

  const warmUp = Math.min(0, ...producers.map(({ lead, reach }) => reach - lead));
  return (first, end) => {
    for (let step = first + warmUp; step < end; step++) {
      for (const { lead, reach, produce } of producers) {
        const row = step + lead;
        if (row >= 0 && row < height && row >= first + reach) produce(row);
      }
    }
  };
}

function sourceReader(job: RenderJob, region: Region, structural: Structural): SourceReader {
  const { source, window, map, width, height } = job;
  if (window.kind === 'resampled') return resampledReader(source, map, width, height, region, structural);
  const read = spanReader(source, width, region, structural);
  return (row, r, g, b) => read(row + window.y, window.x, width, r, g, b);
}

/** Gives the last stage its row buffers and copies each finished row to the job's output. */
function outputStore(job: RenderJob, region: Region, kernel: BoundKernel): (row: number) => void {
  const { width, height, output } = job;
  const roomy = roomOf(width);
  if (job.format === 'planes') {
    const target = output as Float32Array;
    const buffers = kernel.layout.outputs.map(({ slot }) => {
      const address = region.allocate(roomy * 4);
      kernel.point(slot, address);
      return address >> 2;
    });
    return (row) => {
      for (const [plane, start] of buffers.entries()) {
        target.set(region.f32.subarray(start, start + width), (plane * height + row) * width);
      }
    };
  }
  const wide = job.format === 'rgb16';
  // The last vector store reaches 4 bytes beyond the last group.
  const address = region.allocate(roomy * (wide ? 6 : 3) + 16);
  kernel.point(kernel.layout.outputs[0]!.slot, address);
  const target = output as Uint8Array | Uint16Array;
  const buffer = wide
    ? new Uint16Array(region.memory.buffer, address, width * 3)
    : new Uint8Array(region.memory.buffer, address, width * 3);
  return (row) => target.set(buffer, row * width * 3);
}
