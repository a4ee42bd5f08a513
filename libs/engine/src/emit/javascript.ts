import type { Graph, Node } from '../graph/graph.ts';
import { lazyRegions } from '../graph/lazy.ts';
import { nanFacts, uniformFacts } from './facts.ts';
import { finiteLimit, log2Floor } from './reference.ts';

/** One row of a plane; `start` is the index of its first pixel, and pixels around the row are there as far as dx reaches. */
export interface RowView {
  readonly data: Float32Array;
  readonly start: number;
}

export interface JavaScriptKernel {
  readonly inputs: readonly { readonly name: string; readonly dy: number }[];
  readonly outputs: readonly string[];
  readonly source: string;
  /** Runs `count` pixels of a row; `inputs` and `outputs` in the order of the lists above. */
  readonly row: (
    inputs: readonly RowView[],
    outputs: readonly RowView[],
    params: Readonly<Record<string, number>>,
    tables: Readonly<Record<string, Float32Array>>,
    count: number,
    row: number,
  ) => void;
}

const helpers = `
const table = (samples, position) => {
  const last = samples.length - 1;
  if (!(position > 0)) return samples[0];
  if (position >= last) return samples[last];
  const index = position | 0;
  const from = samples[index];
  return from + (samples[index + 1] - from) * (position - index);
};
const finite = (x) => x - x === 0 ? x : x !== x ? 0 : x > 0 ? ${finiteLimit} : -${finiteLimit};
const truncate = (x) => x !== x ? 0 : x >= 2147483647 ? 2147483647 : x <= -2147483648 ? -2147483648 : x | 0;
`;

const infix: Partial<Record<Node['op'], string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  ixor: '^',
  iand: '&',
  lt: '<',
  le: '<=',
  eq: '===',
  and: '&&',
  or: '||',
};
const calls: Partial<Record<Node['op'], string>> = {
  abs: 'Math.abs',
  floor: 'Math.floor',
  cbrt: 'Math.cbrt',
  sin: 'Math.sin',
  cos: 'Math.cos',
  finite: 'finite',
  toI: 'truncate',
  imul: 'Math.imul',
};

/**
 * A graph as plain JavaScript: scalar code, uniform expressions before the loop, rare work behind a branch. What a
 * careful person would write without WebAssembly; the benchmark's baseline.
 */
export function emitJavaScript(graph: Graph): JavaScriptKernel {
  const nan = nanFacts(graph);
  const uniform = uniformFacts(graph);
  const inputs: { name: string; dy: number }[] = [];
  const inputOf = (node: Node): number => {
    const known = inputs.findIndex(({ name, dy }) => name === node.name && dy === node.dy);
    return known >= 0 ? known : inputs.push({ name: node.name, dy: node.dy }) - 1;
  };
  const tables = [...new Set(graph.nodes.filter(({ op }) => op === 'table').map(({ name }) => name))];
  const before = tables.map((name, i) => `const samples${i} = tables[${JSON.stringify(name)}];`);
  const inside: string[] = [];
  const regions = lazyRegions(graph);
  const regionOf = new Map(regions.flatMap((region) => region.selects.map((id) => [id, region] as const)));
  const done = new Set<number>();
  /** Writes a node behind all that it reads; a region as one `if`, at the first of its selects. */
  const write = (id: number, lines: string[]): void => {
    if (done.has(id)) return;
    const region = regionOf.get(id);
    if (region === undefined) {
      const node = graph.nodes[id]!;
      done.add(id);
      for (const operand of node.operands) write(operand, lines);
      lines.push(`const v${id} = ${expression(node, nan, inputOf, tables)};`);
      return;
    }
    for (const select of region.selects) done.add(select);
    const members = new Set([...region.nodes, ...region.selects]);
    for (const member of members) {
      for (const operand of graph.nodes[member]!.operands) if (!members.has(operand)) write(operand, lines);
    }
    for (const select of region.selects) lines.push(`let v${select} = v${graph.nodes[select]!.operands[2]};`);
    const branch: string[] = [];
    for (const node of region.nodes) write(node, branch);
    for (const select of region.selects) branch.push(`v${select} = v${graph.nodes[select]!.operands[1]};`);
    lines.push(`if (v${region.mask}) {`, ...branch, '}');
  };
  for (const { id } of graph.nodes) if (uniform[id]!) write(id, before);
  for (const { node } of graph.outputs) write(node, inside);
  const source = `${helpers}
return (inputs, outputs, params, tables, count, row) => {
${inputs.map((_, i) => `const i${i} = inputs[${i}].data, s${i} = inputs[${i}].start;`).join('\n')}
${graph.outputs.map((_, i) => `const o${i} = outputs[${i}].data, t${i} = outputs[${i}].start;`).join('\n')}
${before.join('\n')}
for (let column = 0; column < count; column++) {
${inside.join('\n')}
${graph.outputs.map(({ node }, i) => `o${i}[t${i} + column] = v${node};`).join('\n')}
}
};`;
  const row = (new Function(source) as () => JavaScriptKernel['row'])();
  return { inputs, outputs: graph.outputs.map(({ name }) => name), source, row };
}

function expression(
  node: Node,
  nan: readonly boolean[],
  inputOf: (node: Node) => number,
  tables: readonly string[],
): string {
  const [a = 0, b = 0] = node.operands;
  const [x, y, z] = node.operands.map((id) => `v${id}`);
  switch (node.op) {
    case 'constF':
    case 'constI':
      return Object.is(node.value, -0) ? '-0' : String(node.value);
    case 'param':
      return `Math.fround(params[${JSON.stringify(node.name)}])`;
    case 'paramI':
      return `params[${JSON.stringify(node.name)}] | 0`;
    case 'input': {
      const index = inputOf(node);
      return `i${index}[s${index} + column + ${node.dx}]`;
    }
    case 'column':
    case 'row':
      return node.op;
    case 'min':
    case 'max': {
      const sign = node.op === 'min' ? '<' : '>';
      if (!nan[b]) return `${x} ${sign} ${y} ? ${x} : ${y}`;
      if (!nan[a]) return `${y} ${sign} ${x} ? ${y} : ${x}`;
      return `${x} ${sign} ${y} || ${y} !== ${y} ? ${x} : ${y}`;
    }
    case 'neg':
      return `-${x}`;
    case 'sqrt':
      return `${x} > 0 ? Math.sqrt(${x}) : 0`;
    case 'exp2':
      return `Math.pow(2, ${x})`;
    case 'log2':
      return `Math.log2(${x} > ${log2Floor} ? ${x} : ${log2Floor})`;
    case 'table':
      return `table(samples${tables.indexOf(node.name)}, ${x})`;
    case 'iadd':
      return `(${x} + ${y}) | 0`;
    case 'ishr':
      return `(${x} >>> ${node.value}) | 0`;
    case 'toF':
      return x!;
    case 'not':
      return `!${x}`;
    case 'select':
      return `${x} ? ${y} : ${z}`;
    default: {
      const call = calls[node.op];
      return call === undefined ? `${x} ${infix[node.op]} ${y}` : `${call}(${[x, y].filter(Boolean).join(', ')})`;
    }
  }
}
