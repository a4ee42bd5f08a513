import type { Graph, Node } from '../graph/graph.ts';

/** For each node whether its value can be NaN; `min` and `max` are cheaper when an operand cannot. */
export function nanFacts(graph: Graph): readonly boolean[] {
  const facts: boolean[] = [];
  const operand = (node: Node, index: number): boolean => facts[node.operands[index]!]!;
  for (const node of graph.nodes) facts.push(canBeNaN(node, (index) => operand(node, index)));
  return facts;
}

function canBeNaN(node: Node, operand: (index: number) => boolean): boolean {
  switch (node.op) {
    case 'constF':
      return Number.isNaN(node.value);
    // Parameters and tables are checked to be finite before a program runs.
    case 'param':
    case 'table':
    case 'finite':
    case 'toF':
    case 'log2':
    case 'sqrt':
      return false;
    case 'min':
    case 'max':
      return operand(0) && operand(1);
    case 'neg':
    case 'abs':
    case 'floor':
    case 'exp2':
    case 'cbrt':
      return operand(0);
    case 'select':
      return operand(1) || operand(2);
    default:
      return node.type === 'f32';
  }
}

/** For each node whether it is the same for all pixels of a row: built of constants, parameters and the row alone. */
export function uniformFacts(graph: Graph): readonly boolean[] {
  const facts: boolean[] = [];
  for (const node of graph.nodes) {
    facts.push(node.op !== 'input' && node.op !== 'column' && node.operands.every((id) => facts[id]!));
  }
  return facts;
}
