import type { Graph } from '../../graph/graph.ts';
import { latencyOf, weightOf } from '../../graph/weight.ts';

/** Instructions that one expression may grow to before it gets a local of its own. */
const expressionWeightMax = 12;

export interface Schedule {
  /** Nodes whose value is computed into a local, in the order of computation; they vary along the row. */
  readonly held: readonly number[];
  /** How often each node is read. */
  readonly uses: readonly number[];
}

/**
 * Cuts the graph into expressions of bounded size: a node that several others read, or whose expression has grown too
 * large, is computed into a local; the rest stays on the operand stack. Order: by the time that
 * is left from the node to the end of the longest chain that hangs on it, so that side branches run beside the main
 * chain and as late as they may, which keeps live ranges short.
 */
export function schedule(graph: Graph, isLeaf: (id: number) => boolean): Schedule {
  const uses = graph.nodes.map(() => 0);
  for (const node of graph.nodes) for (const id of node.operands) uses[id]!++;
  for (const { node } of graph.outputs) uses[node]!++;

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
    if (uses[id]! > 1 || weight > expressionWeightMax) {
      held.push(id);
      weight = 1;
    }
    expression.set(id, weight);
    return weight;
  };
  for (const { node } of graph.outputs) visit(node);

  const remaining = graph.nodes.map(() => 0);
  for (const node of graph.nodes.toReversed()) {
    remaining[node.id]! += latencyOf(node.op);
    for (const id of node.operands) remaining[id] = Math.max(remaining[id]!, remaining[node.id]!);
  }
  held.sort((a, b) => remaining[b]! - remaining[a]! || a - b);
  return { held, uses };
}
