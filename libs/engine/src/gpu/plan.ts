import type { Graph } from '../graph/graph.ts';
import type { Program } from '../graph/program.ts';

/** How far a plane or a stage is needed beyond the pixels of a tile, in pixels, each ≥ 0. */
export interface Margin {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface StagePlan {
  readonly margin: Margin;
  /** Slots of the arena by the name of the plane. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Empty for the last stage. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Inputs that are canonical planes. */
  readonly canonical: ReadonlySet<string>;
}

/** How a program runs over a tile: which planes wait in the arena, in how many slots, and how far they reach. */
export interface ProgramPlan {
  readonly stages: readonly StagePlan[];
  /** Slots of the source's channels. */
  readonly source: { readonly slots: readonly [number, number, number]; readonly margin: Margin } | null;
  /** The largest margin of all. */
  readonly margin: Margin;
  readonly slotCount: number;
}

const noMargin: Margin = { left: 0, top: 0, right: 0, bottom: 0 };
const sourceNames = ['source.r', 'source.g', 'source.b'] as const;

const union = (a: Margin, b: Margin): Margin => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

interface Plane {
  readonly name: string;
  /** Stage, or −1 for the source. */
  readonly producer: number;
  margin: Margin;
  lastUse: number;
  slot: number;
}

/**
 * Plans from the last stage to the first: a plane is wanted as far as its readers look. Then hands out slots in the
 * order of the stages; a slot is free again when the last reader of its plane has run.
 */
export function planProgram({ stages, planes: canonicalPlanes }: Pick<Program, 'stages' | 'planes'>): ProgramPlan {
  const planes: Plane[] = [];
  const planeOf = (name: string, producer: number): Plane => {
    const known = planes.find((plane) => plane.name === name && plane.producer === producer);
    if (known !== undefined) return known;
    const made = { name, producer, margin: noMargin, lastUse: -1, slot: -1 };
    planes.push(made);
    return made;
  };
  const producerOf = (name: string, before: number): number =>
    stages.slice(0, before).findLastIndex(({ graph }) => graph.outputs.some((output) => output.name === name));
  const last = stages.length - 1;
  const margins: Margin[] = [];
  const reads: Map<string, Plane>[] = stages.map(() => new Map());
  const canonical: Set<string>[] = stages.map(() => new Set());
  for (let stage = last; stage >= 0; stage--) {
    const { graph } = stages[stage]!;
    const made = stage === last ? [] : graph.outputs.map(({ name }) => planeOf(name, stage));
    const margin = made.map((plane) => plane.margin).reduce(union, noMargin);
    margins[stage] = margin;
    for (const { name, dx, dy } of inputsOf(graph)) {
      const producer = producerOf(name, stage);
      const isSource = (sourceNames as readonly string[]).includes(name);
      if (producer < 0 && !isSource) {
        if (canonicalPlanes[name] === undefined)
          throw new Error(`No stage, plane or source gives the input "${name}".`);
        canonical[stage]!.add(name);
        continue;
      }
      const plane = planeOf(name, producer);
      plane.lastUse = Math.max(plane.lastUse, stage);
      plane.margin = union(plane.margin, {
        left: margin.left + Math.max(0, -dx),
        right: margin.right + Math.max(0, dx),
        top: margin.top + Math.max(0, -dy),
        bottom: margin.bottom + Math.max(0, dy),
      });
      reads[stage]!.set(name, plane);
    }
  }
  const readsSource = planes.some(({ producer }) => producer === -1);
  // The channels are read together.
  const channels = readsSource ? sourceNames.map((name) => planeOf(name, -1)) : [];
  const sourceMargin = channels.map(({ margin }) => margin).reduce(union, noMargin);

  const slotCount = assignSlots(planes, stages.length);
  const slotsOf = (named: readonly Plane[]): Record<string, number> =>
    Object.fromEntries(named.map(({ name, slot }) => [name, slot]));
  return {
    stages: stages.map((_, stage) => ({
      margin: margins[stage]!,
      inputs: slotsOf([...reads[stage]!.values()]),
      outputs: slotsOf(planes.filter(({ producer }) => producer === stage)),
      canonical: canonical[stage]!,
    })),
    source: readsSource
      ? { slots: channels.map(({ slot }) => slot) as unknown as [number, number, number], margin: sourceMargin }
      : null,
    margin: planes.map(({ margin }) => margin).reduce(union, noMargin),
    slotCount,
  };
}

/** Gives each plane a slot that no other plane holds while it is wanted; returns how many there are. */
function assignSlots(planes: readonly Plane[], stageCount: number): number {
  const free: number[] = [];
  let count = 0;
  for (let stage = -1; stage < stageCount; stage++) {
    for (const plane of planes.filter(({ producer }) => producer === stage)) plane.slot = free.pop() ?? count++;
    // A kernel writes while it reads: what it read last is free only behind it.
    for (const plane of planes) {
      if (plane.slot >= 0 && Math.max(plane.lastUse, plane.producer) === stage) free.push(plane.slot);
    }
  }
  return count;
}

function inputsOf(graph: Graph): readonly { readonly name: string; readonly dx: number; readonly dy: number }[] {
  return graph.nodes.filter(({ op }) => op === 'input');
}
