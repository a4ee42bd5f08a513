import type { KernelLayout } from '../emit/wasm/layout.ts';

/**
 * Rows of one plane that a strip keeps. All numbers are rows relative to the output row of the same step: at step t a
 * producer computes its row t + lead, and its consumers read down to the row t + lead − ringRows + 1.
 */
export interface PlanePlan {
  readonly name: string;
  /** Stage that computes the plane, or −1: the source or a canonical plane. */
  readonly producer: number;
  readonly lead: number;
  readonly ringRows: number;
  /** The lowest row, relative to a strip's first one, that the strip needs at all (≤ 0). */
  readonly reach: number;
  /** Pixels beyond the left and right edge that a consumer reads. */
  readonly padPixels: number;
}

export interface StagePlan {
  readonly lead: number;
  readonly reach: number;
  /** For each input of the layout the index of its plane. */
  readonly inputs: readonly number[];
  /** For each output of the layout the index of its plane; empty for the last stage. */
  readonly outputs: readonly number[];
}

export interface Plan {
  readonly planes: readonly PlanePlan[];
  readonly stages: readonly StagePlan[];
}

interface Draft {
  name: string;
  producer: number;
  lead: number;
  first: number;
  reach: number;
  padPixels: number;
}

/** Derives from the stages' inputs how many rows of each plane must be kept and how far ahead each must run. */
export function planStages(layouts: readonly KernelLayout[]): Plan {
  const planes: Draft[] = [];
  const planeOf = (name: string, producer: number): number => {
    const known = planes.findIndex((plane) => plane.name === name && plane.producer === producer);
    if (known >= 0) return known;
    return planes.push({ name, producer, lead: 0, first: Infinity, reach: 0, padPixels: 0 }) - 1;
  };
  /** The latest earlier stage that outputs the name; else it is a plane from outside. */
  const producerOf = (name: string, before: number): number => {
    for (let stage = before - 1; stage >= 0; stage--) {
      if (layouts[stage]!.outputs.some((output) => output.name === name)) return stage;
    }
    return -1;
  };

  const stages: StagePlan[] = [];
  for (let stage = layouts.length - 1; stage >= 0; stage--) {
    const layout = layouts[stage]!;
    const last = stage === layouts.length - 1;
    const outputs = last ? [] : layout.outputs.map(({ name }) => planeOf(name, stage));
    const lead = Math.max(0, ...outputs.map((plane) => planes[plane]!.lead));
    const reach = Math.min(0, ...outputs.map((plane) => planes[plane]!.reach));
    // All outputs of a stage are computed at once.
    for (const plane of outputs) Object.assign(planes[plane]!, { lead, reach });
    const inputs = layout.inputs.map(({ name, dy }) => {
      const index = planeOf(name, producerOf(name, stage));
      const plane = planes[index]!;
      plane.lead = Math.max(plane.lead, lead + Math.max(dy, 0));
      plane.first = Math.min(plane.first, lead + dy);
      plane.reach = Math.min(plane.reach, reach + dy);
      plane.padPixels = Math.max(plane.padPixels, -layout.dxMin, layout.dxMax);
      return index;
    });
    stages.unshift({ lead, reach, inputs, outputs });
  }
  // The source's channels are read together.
  const source = planes.filter(({ name, producer }) => producer === -1 && name.startsWith('source.'));
  const lead = Math.max(0, ...source.map((plane) => plane.lead));
  const reach = Math.min(0, ...source.map((plane) => plane.reach));
  for (const plane of source) Object.assign(plane, { lead, reach });

  return {
    planes: planes.map(({ name, producer, lead, first, reach, padPixels }) => {
      return { name, producer, lead, ringRows: lead - Math.min(first, lead) + 1, reach, padPixels };
    }),
    stages,
  };
}

/** Rows on either side of an output row that some stage computes for it. */
export function reachOf(layouts: readonly KernelLayout[]): number {
  return Math.max(0, ...planStages(layouts).planes.map(({ lead, reach }) => Math.max(lead, -reach)));
}
