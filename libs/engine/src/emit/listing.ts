import type { Graph, Node } from '../graph/graph.ts';
import { uniformFacts } from './facts.ts';
import { isReadAnew } from './wasm/kernel.ts';
import { schedule } from './wasm/schedule.ts';

function text(node: Node): string {
  const operands = node.operands.map((id) => `%${id}`);
  if (node.op === 'constF' || node.op === 'constI' || node.op === 'ishr') operands.push(String(node.value));
  if (node.name !== '') operands.push(node.name);
  if (node.dx !== 0 || node.dy !== 0) operands.push(`(${node.dx}, ${node.dy})`);
  return `%${node.id} = ${[node.op, ...operands].join(' ')}`;
}

/**
 * A graph for people: what is computed once a row, what gets a local and in which order. Nodes that are not listed on
 * their own are part of the expression of their reader.
 */
export function listing(graph: Graph): string {
  const uniform = uniformFacts(graph);
  const { steps } = schedule(graph, (id) => uniform[id]! || isReadAnew(graph.nodes[id]!));
  const held = steps.flatMap((step) => (step.kind === 'hold' ? [step.node] : [...step.held, ...step.region.selects]));
  const once = graph.nodes.filter((node) => uniform[node.id]!);
  const inline = graph.nodes.filter((node) => !uniform[node.id]! && !held.includes(node.id));
  const lines = (nodes: readonly Node[]): string[] => nodes.map((node) => `  ${text(node)}`);
  return [
    'once a row:',
    ...lines(once),
    'in their readers:',
    ...lines(inline),
    'in locals, in this order:',
    ...steps.flatMap((step) => {
      if (step.kind === 'hold') return lines([graph.nodes[step.node]!]);
      const inside = [...step.held, ...step.region.selects].map((id) => graph.nodes[id]!);
      return [`  if any %${step.region.mask}:`, ...lines(inside).map((line) => `  ${line}`)];
    }),
    'outputs:',
    ...graph.outputs.map(({ name, node }) => `  ${name} = %${node}`),
  ].join('\n');
}
