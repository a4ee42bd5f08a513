import type { Graph } from '../../graph/graph.ts';
import { lazyRegions, type LazyRegion } from '../../graph/lazy.ts';
import { latencyOf, weightOf } from '../../graph/weight.ts';

/** Instructions that one expression may grow to before it gets a local of its own. */
const expressionWeightMax = 12;

/** One step of a kernel: a node computed into a local, or the work under a mask with the selects that want it. */
export type Step =
  | { readonly kind: 'hold'; readonly node: number }
  | { readonly kind: 'region'; readonly region: LazyRegion; readonly held: readonly number[] };

export interface Schedule {
  readonly steps: readonly Step[];
  /** How often each node is read. */
  readonly uses: readonly number[];
}

/**
 * Cuts the graph into expressions of bounded size: a node that several others read, or whose expression has grown too
 * large, is computed into a local; the rest stays on the operand stack. Order: by the time that is left from the node
 * to the end of the longest chain that hangs on it, so that side branches run beside the main chain and as late as
 * they may, which keeps live ranges short.
 */
export function schedule(graph: Graph, isLeaf: (id: number) => boolean): Schedule {
  const uses = graph.nodes.map(() => 0);
  for (const node of graph.nodes) for (const id of node.operands) uses[id]!++;
  for (const { node } of graph.outputs) uses[node]!++;
  const regions = lazyRegions(graph);
  const forced = new Set(regions.flatMap(({ mask, selects }) => [mask, ...selects]));
  const held = heldNodes(graph, isLeaf, (id) => uses[id]! > 1 || forced.has(id));
  const remaining = remainingTimes(graph, regions);
  held.sort((a, b) => remaining[b]! - remaining[a]! || a - b);

  const regionOf = new Map(regions.flatMap((region) => region.nodes.map((id) => [id, region] as const)));
  const wantedBy = new Map(regions.flatMap((region) => region.selects.map((id) => [id, region] as const)));
  const waiting = new Map(regions.map((region) => [region, region.selects.length]));
  const steps: Step[] = [];
  for (const node of held) {
    if (regionOf.has(node)) continue;
    const region = wantedBy.get(node);
    if (region === undefined) {
      steps.push({ kind: 'hold', node });
      continue;
    }
    // All selects have the same time left; the region stands where the last of them does.
    waiting.set(region, waiting.get(region)! - 1);
    if (waiting.get(region)! > 0) continue;
    steps.push({ kind: 'region', region, held: held.filter((id) => regionOf.get(id) === region) });
  }
  return { steps, uses };
}

function heldNodes(graph: Graph, isLeaf: (id: number) => boolean, mustHold: (id: number) => boolean): number[] {
  const held: number[] = [];
  const expression = new Map<number, number>();
  /** Weight that the node adds to its reader's expression. */
  const visit = (id: number): number => {
    if (isLeaf(id)) return 1;
    const known = expression.get(id);
    if (known !== undefined) return known;
    const node = graph.nodes[id]!;
    let weight = weightOf(node.op);
    for (const operand of node.operands) weight += visit(operand);
    if (mustHold(id) || weight > expressionWeightMax) {
      held.push(id);
      weight = 1;
    }
    expression.set(id, weight);
    return weight;
  };
  for (const { node } of graph.outputs) visit(node);
  return held;
}

/** For each node the cycles from its start to the end of the longest chain of readers. */
function remainingTimes(graph: Graph, regions: readonly LazyRegion[]): number[] {
  const floors = new Map<number, number>();
  const pass = (): number[] => {
    const remaining = graph.nodes.map(({ id }) => floors.get(id) ?? 0);
    for (const node of graph.nodes.toReversed()) {
      const behind = Math.max(0, ...readersOf[node.id]!.map((reader) => remaining[reader]!));
      remaining[node.id] = Math.max(remaining[node.id]!, behind + latencyOf(node.op));
    }
    return remaining;
  };
  const readersOf = graph.nodes.map((): number[] => []);
  for (const node of graph.nodes) for (const id of node.operands) readersOf[id]!.push(node.id);
  // The selects of a region are computed together, as early as the first of them must be.
  for (const { selects } of regions) {
    const remaining = pass();
    const earliest = Math.max(...selects.map((id) => remaining[id]!));
    for (const id of selects) floors.set(id, earliest);
  }
  return pass();
}
