import { uniformFacts } from '../emit/facts.ts';
import type { Graph, Node } from './graph.ts';
import { lazyRegions } from './lazy.ts';
import { weightOf } from './weight.ts';

/**
 * Instructions that one kernel should hold. One large kernel outgrows a core's instruction cache once it computes
 * several vectors side by side; cut in parts, a row passes through each part and the values between them wait in the
 * core's second-level cache.
 */
const partWeight = 400;
/** A part may be this much smaller or larger when fewer values then cross the cut. */
const slack = 0.45;
/** What a mask or integer that crosses a cut costs, against 1 for a number: it is computed again behind the cut. */
const recomputedCost = 6;

const leaves = new Set<Node['op']>(['constF', 'constI', 'param', 'paramI', 'input', 'column', 'row']);

/**
 * Cuts a graph into graphs that are to run one after the other. Numbers that cross a cut become outputs named
 * `prefix` + node id, which later parts read as inputs; the last part has the graph's own outputs. The values are the
 * same as without cuts.
 */
export function splitGraph(graph: Graph, prefix: string): readonly Graph[] {
  const uniform = uniformFacts(graph);
  const isFree = (node: Node): boolean => uniform[node.id]! || leaves.has(node.op);
  const part = partsOf(graph, isFree);
  const count = (part.at(-1) ?? 0) + 1;
  if (count === 1) return [graph];
  const crossing = Array.from({ length: count }, () => new Set<number>());
  const graphs: Graph[] = [];
  for (let index = count - 1; index >= 0; index--) {
    const nodes: Node[] = [];
    const copies = new Map<number, number>();
    const copy = (id: number): number => {
      const known = copies.get(id);
      if (known !== undefined) return known;
      const node = graph.nodes[id]!;
      let made: Omit<Node, 'id'>;
      if (isFree(node) || part[id] === index || node.type !== 'f32') {
        made = { ...node, operands: node.operands.map(copy) };
      } else {
        crossing[part[id]!]!.add(id);
        made = { op: 'input', type: 'f32', operands: [], value: 0, name: prefix + id, dx: 0, dy: 0 };
      }
      nodes.push({ ...made, id: nodes.length });
      copies.set(id, nodes.length - 1);
      return nodes.length - 1;
    };
    const outputs =
      index === count - 1
        ? graph.outputs.map(({ name, node }) => ({ name, node: copy(node) }))
        : [...crossing[index]!].sort((a, b) => a - b).map((id) => ({ name: prefix + id, node: copy(id) }));
    graphs.unshift({ nodes, outputs });
  }
  return graphs;
}

/** The part of each node: cut where few values cross, in the order in which the graph was built. */
function partsOf(graph: Graph, isFree: (node: Node) => boolean): number[] {
  const { nodes } = graph;
  const lastUse = nodes.map(({ id }) => id);
  for (const node of nodes) for (const id of node.operands) lastUse[id] = node.id;
  for (const { node } of graph.outputs) lastUse[node] = nodes.length;
  // What is computed only now and then weighs nothing, and stays in one part with the selects that want it.
  const lazy = new Set<number>();
  const whole = new Set<number>();
  for (const region of lazyRegions(graph)) {
    for (const id of region.nodes) lazy.add(id);
    for (let id = Math.min(region.mask, region.nodes[0]!); id < region.selects.at(-1)!; id++) whole.add(id);
  }
  const weights = nodes.map((node) => (isFree(node) || lazy.has(node.id) ? 0 : weightOf(node.op)));
  let left = weights.reduce((sum, weight) => sum + weight, 0);

  const part: number[] = [];
  let [current, weight] = [0, 0];
  let best: { after: number; cost: number } | undefined;
  const live = new Set<number>();
  let start = 0;
  for (let id = 0; id < nodes.length; id++) {
    weight += weights[id]!;
    left -= weights[id]!;
    if (!isFree(nodes[id]!)) live.add(id);
    for (const held of live) if (lastUse[held]! <= id) live.delete(held);
    if (weight >= partWeight * (1 - slack) && left >= partWeight * (1 - slack) && !whole.has(id)) {
      let cost = Math.abs(weight / partWeight - 1);
      for (const held of live) cost += nodes[held]!.type === 'f32' ? 1 : recomputedCost;
      if (best === undefined || cost < best.cost) best = { after: id, cost };
    }
    if (weight >= partWeight * (1 + slack) && best !== undefined) {
      for (let i = start; i <= best.after; i++) part[i] = current;
      start = best.after + 1;
      current++;
      // The nodes behind the cut are weighed again, as part of the next one.
      weight = weights.slice(start, id + 1).reduce((sum, each) => sum + each, 0);
      best = undefined;
    }
  }
  for (let i = start; i < nodes.length; i++) part[i] = current;
  return part;
}
