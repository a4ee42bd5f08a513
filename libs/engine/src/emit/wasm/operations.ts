import type { Node } from '../../graph/graph.ts';
import { finiteLimit } from '../reference.ts';
import type { Simd } from './instructions.ts';
import type { LayoutBuilder } from './layout.ts';
import { cbrt, exp2, log2, sine } from './math.ts';
import type { FunctionWriter, Local } from './module.ts';
import { keep, spill, type Constants } from './operands.ts';

/** What emitting an operation needs of the kernel around it. */
export interface OperationContext {
  readonly f: FunctionWriter;
  readonly block: Local;
  readonly constants: Constants;
  readonly layout: LayoutBuilder;
  /** For each node whether it can be NaN. */
  readonly nan: readonly boolean[];
  /** Pushes a node's value. */
  push(id: number): void;
}

const plainOps: Partial<Record<Node['op'], Simd>> = {
  add: 'f32x4.add',
  sub: 'f32x4.sub',
  mul: 'f32x4.mul',
  div: 'f32x4.div',
  neg: 'f32x4.neg',
  abs: 'f32x4.abs',
  floor: 'f32x4.floor',
  iadd: 'i32x4.add',
  imul: 'i32x4.mul',
  ixor: 'v128.xor',
  iand: 'v128.and',
  toF: 'f32x4.convert_i32x4_s',
  toI: 'i32x4.trunc_sat_f32x4_s',
  lt: 'f32x4.lt',
  le: 'f32x4.le',
  eq: 'f32x4.eq',
  and: 'v128.and',
  or: 'v128.or',
  not: 'v128.not',
};

/** Pushes the value of a node that is no leaf: pushes its operands and applies the operation. */
export function emitOperation(node: Node, context: OperationContext): void {
  const { f, constants } = context;
  const [x = 0, y = 0, z = 0] = node.operands;
  switch (node.op) {
    case 'min':
      return extreme('f32x4.pmin', x, y, context);
    case 'max':
      return extreme('f32x4.pmax', x, y, context);
    case 'sqrt':
      constants.float(0);
      context.push(x);
      f.simd('f32x4.pmax');
      return f.simd('f32x4.sqrt');
    case 'ishr':
      context.push(x);
      f.i32(node.value);
      return f.simd('i32x4.shr_u');
    case 'exp2':
      context.push(x);
      return exp2(f, constants);
    case 'log2':
      context.push(x);
      return log2(f, constants);
    case 'cbrt':
      context.push(x);
      return cbrt(f, constants);
    case 'sin':
    case 'cos':
      context.push(x);
      return sine(f, constants, node.op === 'sin' ? 0 : 1);
    case 'finite':
      context.push(x);
      return finite(context);
    case 'table':
      context.push(x);
      return table(node.name, context);
    case 'select':
      context.push(y);
      context.push(z);
      context.push(x);
      return f.simd('v128.bitselect');
    default: {
      for (const operand of node.operands) context.push(operand);
      const plain = plainOps[node.op];
      if (plain === undefined) throw new Error(`No WebAssembly form of the operation "${node.op}".`);
      f.simd(plain);
    }
  }
}

/** pmin(a, b) = b < a ? b : a and pmax alike: they give `a` when an operand is NaN. */
function extreme(
  instruction: 'f32x4.pmin' | 'f32x4.pmax',
  x: number,
  y: number,
  { f, nan, push }: OperationContext,
): void {
  if (!nan[y]) {
    push(y);
    push(x);
    return f.simd(instruction);
  }
  if (!nan[x]) {
    push(x);
    push(y);
    return f.simd(instruction);
  }
  push(x);
  const left = spill(f);
  push(y);
  const right = keep(f);
  f.get(left);
  f.simd(instruction);
  f.get(left);
  f.get(right);
  f.get(right);
  f.simd('f32x4.eq');
  f.simd('v128.bitselect');
  f.release('v128', left, right);
}

function finite({ f, constants }: OperationContext): void {
  const x = keep(f);
  // ±65504, or 0 for NaN.
  f.get(x);
  constants.bits(0x80000000);
  f.simd('v128.and');
  constants.float(finiteLimit);
  f.simd('v128.or');
  f.get(x);
  f.get(x);
  f.simd('f32x4.eq');
  f.simd('v128.and');
  f.get(x);
  f.simd('f32x4.abs');
  constants.float(Infinity);
  f.simd('f32x4.lt');
  f.simd('v128.bitselect');
  f.release('v128', x);
}

/** Both samples of a lane come in one 8-byte load; a table has its last sample twice, so that there always are two. */
function table(name: string, { f, block, constants, layout }: OperationContext): void {
  const { slot, lastSlot } = layout.table(name);
  const position = spill(f);
  // A NaN compares false and gives 0.
  constants.float(0);
  f.get(position);
  f.simd('f32x4.pmax');
  f.get(block);
  f.memory('v128.load32_splat', lastSlot);
  f.simd('f32x4.pmin');
  f.tee(position);
  f.simd('i32x4.relaxed_trunc_f32x4_s');
  const index = keep(f);
  f.i32(2);
  f.simd('i32x4.shl');
  f.get(block);
  f.memory('v128.load32_splat', slot);
  f.simd('i32x4.add');
  const address = spill(f);
  const pairs = [0, 2].map((lane) => {
    f.get(address);
    f.extractLane(lane + 1);
    f.get(address);
    f.extractLane(lane);
    f.memory('v128.load64_zero');
    f.memory('v128.load64_lane', 0, 1);
    return spill(f);
  });
  const [low, high] = pairs as [Local, Local];
  f.get(low);
  f.get(high);
  f.shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]);
  f.set(address);
  f.get(low);
  f.get(high);
  f.shuffle([4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]);
  f.get(address);
  f.simd('f32x4.sub');
  f.get(position);
  f.get(index);
  f.simd('f32x4.convert_i32x4_s');
  f.simd('f32x4.sub');
  f.simd('f32x4.mul');
  f.get(address);
  f.simd('f32x4.add');
  f.release('v128', position, index, address, low, high);
}
