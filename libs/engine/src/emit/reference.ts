import type { Graph, Node } from '../graph/graph.ts';

/** What one evaluation of a graph can see. */
export interface PixelContext {
  readonly column: number;
  readonly row: number;
  /** Sample of a plane at an absolute offset from this pixel; the caller clamps to the plane's edge. */
  readonly input: (plane: string, dx: number, dy: number) => number;
  readonly params: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Float32Array>>;
}

/** Largest magnitude that `finite` gives for an infinity. */
export const finiteLimit = 65504;
/** Smallest argument of log2. */
export const log2Floor = 2 ** -126;

const min = (x: number, y: number): number => (Number.isNaN(y) || x < y ? x : y);
const max = (x: number, y: number): number => (Number.isNaN(y) || x > y ? x : y);

/** Linear between samples, ends held, NaN reads the first sample. */
export function sampleTable(table: Float32Array, position: number): number {
  const last = table.length - 1;
  const held = position > 0 ? Math.min(position, last) : 0;
  const index = Math.floor(held);
  const from = table[index]!;
  const to = table[Math.min(index + 1, last)]!;
  return from + (to - from) * (held - index);
}

function finite(x: number): number {
  if (Number.isNaN(x)) return 0;
  if (x === Infinity) return finiteLimit;
  return x === -Infinity ? -finiteLimit : x;
}

function truncate(x: number): number {
  if (Number.isNaN(x)) return 0;
  return Math.trunc(Math.min(Math.max(x, -2147483648), 2147483647));
}

function named<T>(values: Readonly<Record<string, T>>, name: string, kind: string): T {
  const value = values[name];
  if (value === undefined) throw new Error(`The graph names the ${kind} "${name}", which the program does not give.`);
  return value;
}

function evaluateNode(node: Node, x: number, y: number, z: number, context: PixelContext): number {
  switch (node.op) {
    case 'constF':
    case 'constI':
      return node.value;
    case 'param':
      return Math.fround(named(context.params, node.name, 'parameter'));
    case 'paramI':
      return named(context.params, node.name, 'parameter') | 0;
    case 'input':
      return context.input(node.name, node.dx, node.dy);
    case 'column':
      return context.column;
    case 'row':
      return context.row;
    case 'add':
      return x + y;
    case 'sub':
      return x - y;
    case 'mul':
      return x * y;
    case 'div':
      return x / y;
    case 'min':
      return min(x, y);
    case 'max':
      return max(x, y);
    case 'neg':
      return -x;
    case 'abs':
      return Math.abs(x);
    case 'sqrt':
      return Math.sqrt(max(x, 0));
    case 'floor':
      return Math.floor(x);
    case 'exp2':
      return 2 ** x;
    case 'log2':
      return Math.log2(max(x, log2Floor));
    case 'cbrt':
      return Math.cbrt(x);
    case 'sin':
      return Math.sin(x);
    case 'cos':
      return Math.cos(x);
    case 'finite':
      return finite(x);
    case 'table':
      return sampleTable(named(context.tables, node.name, 'table'), x);
    case 'iadd':
      return (x + y) | 0;
    case 'imul':
      return Math.imul(x, y);
    case 'ixor':
      return x ^ y;
    case 'iand':
      return x & y;
    case 'ishr':
      return (x >>> node.value) | 0;
    case 'toF':
      return x;
    case 'toI':
      return truncate(x);
    case 'lt':
      return Number(x < y);
    case 'le':
      return Number(x <= y);
    case 'eq':
      return Number(x === y);
    case 'and':
      return x & y;
    case 'or':
      return x | y;
    case 'not':
      return 1 - x;
    case 'select':
      return x === 1 ? y : z;
  }
}

/**
 * The meaning of a graph: every operation in double precision, one pixel at a time. Slow; the emitters are held
 * against it. Gives the outputs in the graph's order. `scratch` spares an allocation per pixel (one slot a node).
 */
export function evaluatePixel(
  graph: Graph,
  context: PixelContext,
  scratch: Float64Array = new Float64Array(graph.nodes.length),
): number[] {
  for (const node of graph.nodes) {
    const [a = 0, b = 0, c = 0] = node.operands;
    scratch[node.id] = evaluateNode(node, scratch[a]!, scratch[b]!, scratch[c]!, context);
  }
  return graph.outputs.map(({ node }) => scratch[node]!);
}
