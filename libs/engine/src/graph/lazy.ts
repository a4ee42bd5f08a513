import { uniformFacts } from '../emit/facts.ts';
import type { Graph } from './graph.ts';
import { weightOf } from './weight.ts';

/** Work that only the first choice of some selects needs, all of them under one mask: it can be left out where the mask is off. */
export interface LazyRegion {
  readonly mask: number;
  /** The selects, ascending. */
  readonly selects: readonly number[];
  /** Nodes that nothing else needs, ascending. */
  readonly nodes: readonly number[];
}

/** Under this many instructions a branch gains nothing. */
const regionWeightMin = 60;

/** Finds regions worth a branch; no node is in two of them. */
export function lazyRegions(graph: Graph): readonly LazyRegion[] {
  const { nodes } = graph;
  const uniform = uniformFacts(graph);
  const readers = nodes.map((): number[] => []);
  for (const node of nodes) for (const id of new Set(node.operands)) readers[id]!.push(node.id);
  const isOutput = new Set(graph.outputs.map(({ node }) => node));
  const masks = new Map<number, number[]>();
  for (const { id, op, operands } of nodes) {
    if (op !== 'select' || uniform[operands[0]!]) continue;
    masks.set(operands[0]!, [...(masks.get(operands[0]!) ?? []), id]);
  }

  const found: (LazyRegion & { readonly weight: number })[] = [];
  for (const [mask, selects] of masks) {
    const lazy = new Set<number>();
    for (let id = selects.at(-1)!; id >= 0; id--) {
      if (uniform[id]! || isOutput.has(id) || readers[id]!.length === 0) continue;
      const onlyFirstChoice = (reader: number): boolean => {
        const [condition, , other] = nodes[reader]!.operands;
        return selects.includes(reader) && condition !== id && other !== id;
      };
      if (readers[id]!.every((reader) => lazy.has(reader) || onlyFirstChoice(reader))) lazy.add(id);
    }
    const weight = [...lazy].reduce((sum, id) => sum + weightOf(nodes[id]!.op), 0);
    const region = { mask, selects, nodes: [...lazy].sort((a, b) => a - b), weight };
    if (weight >= regionWeightMin && !dependsOnItself(graph, region)) found.push(region);
  }

  // The largest first; what lies within another region is computed with it.
  const taken = new Set<number>();
  return found
    .sort((a, b) => b.weight - a.weight)
    .filter(({ mask, selects, nodes: inside }) => {
      const members = [mask, ...selects, ...inside];
      if (members.some((id) => taken.has(id))) return false;
      for (const id of members) taken.add(id);
      return true;
    })
    .map(({ mask, selects, nodes: inside }) => ({ mask, selects, nodes: inside }));
}

/** Whether what a region needs from outside needs one of its own selects: then it cannot be computed in one go. */
function dependsOnItself(graph: Graph, { selects, nodes }: LazyRegion): boolean {
  const inside = new Set([...selects, ...nodes]);
  const seen = new Set<number>();
  const pending = [...inside].flatMap((id) => graph.nodes[id]!.operands.filter((operand) => !inside.has(operand)));
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (inside.has(id)) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    pending.push(...graph.nodes[id]!.operands);
  }
  // A select may not feed another one's work either.
  return nodes.some((id) => graph.nodes[id]!.operands.some((operand) => selects.includes(operand)));
}
