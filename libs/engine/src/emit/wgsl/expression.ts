import type { Node } from '../../graph/graph.ts';
import type { FunctionName } from './functions.ts';
import type { WgslLayoutBuilder } from './layout.ts';
import { floatLiteral, intLiteral } from './literal.ts';
import { floatText, intText, wordText } from './words.ts';

/** What writing an operation needs of the kernel around it. */
export interface ExpressionContext {
  readonly layout: WgslLayoutBuilder;
  /** For each node whether it can be NaN. */
  readonly nan: readonly boolean[];
  /** Whether an input is a canonical plane, read enlarged, and not a plane of the level. */
  readonly isCanonical: (plane: string) => boolean;
  /** The name of a function of the library, which is then part of the kernel. */
  readonly call: (name: FunctionName) => string;
  /** The text of an operand. */
  readonly value: (id: number) => string;
  /** The variable that holds the index (arena) or place (canonical plane) at an offset. */
  readonly position: (kind: 'at' | 'place', dx: number, dy: number) => string;
}

const infix: Partial<Record<Node['op'], string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  iadd: '+',
  imul: '*',
  ixor: '^',
  iand: '&',
  and: '&&',
  or: '||',
};
const comparisons: Partial<Record<Node['op'], string>> = { lt: '<', le: '<=', eq: '==' };
const calls: Partial<Record<Node['op'], FunctionName>> = {
  exp2: 'power2',
  log2: 'logarithm2',
  cbrt: 'cubeRoot',
  finite: 'finite',
  toI: 'truncate',
};

/** Whether a node is written where it is read instead of being held: a literal, a word or nothing to compute. */
export const isInline = ({ op }: Node): boolean =>
  op === 'constF' || op === 'constI' || op === 'param' || op === 'paramI' || op === 'column' || op === 'row';

export const wgslTypes = { f32: 'f32', i32: 'i32', mask: 'bool' } as const;

/** The WGSL form of one operation. */
export function expression(node: Node, context: ExpressionContext): string {
  const { layout, nan, call, value } = context;
  const [a = 0, b = 0] = node.operands;
  const [x = '', y = '', z = ''] = node.operands.map(value);
  switch (node.op) {
    case 'constF':
      return Number.isFinite(node.value) ? floatLiteral(node.value) : floatText(layout.constant(node.value));
    case 'constI':
      return intLiteral(node.value);
    case 'param':
      return floatText(layout.word('floats', node.name));
    case 'paramI':
      return intText(layout.word('ints', node.name));
    case 'column':
    case 'row':
      return node.op;
    case 'input':
      return input(node, context);
    case 'min':
    case 'max': {
      const doubtful = `${nan[a]! ? 'X' : ''}${nan[b]! ? 'Y' : ''}` as '' | 'X' | 'Y' | 'XY';
      const name = doubtful === '' ? node.op : call(`${node.op}${doubtful}`);
      return `${name}(${x}, ${y})`;
    }
    case 'lt':
    case 'le':
    case 'eq': {
      const guards = [a, b].filter((id, i, all) => nan[id]! && all.indexOf(id) === i);
      const tests = guards.map((id) => `!${call('isNan')}(${value(id)})`);
      return [`${x} ${comparisons[node.op]} ${y}`, ...tests].join(' && ');
    }
    case 'neg':
      return `-${x}`;
    case 'not':
      return `!${x}`;
    case 'abs':
    case 'floor':
      return `${node.op}(${x})`;
    case 'sqrt':
      return `sqrt(${nan[a]! ? call('maxX') : 'max'}(${x}, 0f))`;
    case 'sin':
    case 'cos':
      return `${call('sine')}(${x}, ${node.op === 'sin' ? 0 : 1}i)`;
    case 'table': {
      const word = layout.word('tables', node.name);
      return `${call('tableAt')}(${wordText(word)}, ${floatText(word + 1)}, ${x})`;
    }
    case 'ishr':
      return `bitcast<i32>(bitcast<u32>(${x}) >> ${node.value}u)`;
    case 'toF':
      return `f32(${x})`;
    case 'select':
      return `select(${z}, ${y}, ${x})`;
    default: {
      const name = calls[node.op];
      return name === undefined ? `${x} ${infix[node.op]} ${y}` : `${call(name)}(${x})`;
    }
  }
}

function input({ name, dx, dy }: Node, { layout, isCanonical, call, position }: ExpressionContext): string {
  if (!isCanonical(name)) return `arena[${wordText(layout.word('inputs', name))} + ${position('at', dx, dy)}]`;
  const word = layout.word('planes', name);
  const size = `${wordText(word)}, ${wordText(word + 1)}, ${wordText(word + 2)}`;
  return `${call('planeAt')}(${size}, ${position('place', dx, dy)})`;
}
