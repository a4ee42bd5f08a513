import type { Graph, Node } from '../../graph/graph.ts';
import { nanFacts, uniformFacts } from '../facts.ts';
import { finiteLimit } from '../reference.ts';
import type { Simd } from './instructions.ts';
import { LayoutBuilder, type KernelLayout } from './layout.ts';
import { cbrt, exp2, log2, sine } from './math.ts';
import { encodeModule, FunctionWriter, type Local } from './module.ts';
import { floatBits, keep, spill, type Constants } from './operands.ts';
import { storePlane, storeRgb16, storeRgb8 } from './store.ts';

/**
 * How the outputs are stored: each as a row of f32, or the outputs `r`, `g`, `b` as one interleaved row of integers
 * (truncated, saturated; NaN gives 0).
 */
export type StoreFormat = 'planes' | 'rgb8' | 'rgb16';

export interface Kernel {
  /**
   * A module over `env.memory` that exports `row(block, groups, row)`: runs the graph over `groups` × 4 pixels of the
   * given row. The last group writes whole vectors: rows need room for them.
   */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: KernelLayout;
}

const blockParameter: Local = 0;
const groupsParameter: Local = 1;
const rowParameter: Local = 2;

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

/** Emits one graph. Nodes used once stay on the operand stack; others live in locals until their last use. */
class KernelEmitter {
  readonly #graph: Graph;
  readonly #nan: readonly boolean[];
  readonly #uniform: readonly boolean[];
  readonly #f = new FunctionWriter(3);
  readonly #layout: LayoutBuilder;
  readonly #constants: Constants;
  /** Uses that are still to come, of nodes that vary along the row. */
  readonly #uses: number[];
  readonly #held = new Map<number, Local>();
  readonly #pointers = new Map<string, Local>();
  #column: Local = -1;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#nan = nanFacts(graph);
    this.#uniform = uniformFacts(graph);
    this.#layout = new LayoutBuilder(graph);
    this.#uses = graph.nodes.map(() => 0);
    for (const node of graph.nodes) for (const id of node.operands) this.#uses[id]!++;
    for (const { node } of graph.outputs) this.#uses[node]!++;
    const bits = (value: number): void => {
      this.#f.get(blockParameter);
      this.#f.memory('v128.load', this.#layout.constant(value));
    };
    this.#constants = { bits, float: (value) => bits(floatBits(value)) };
  }

  emit(format: StoreFormat): Kernel {
    const f = this.#f;
    this.#preparePointers();
    this.#prepareUniforms();
    const count = this.#graph.nodes.some(({ op }) => op === 'column');
    if (count) this.#prepareColumn();
    const outputs = format === 'planes' ? this.#graph.outputs : [{ name: 'pixels' }];
    const outputPointers = outputs.map(({ name }) => this.#pointer(this.#layout.output(name), 0));

    f.loop(() => {
      if (format === 'planes') {
        for (const [i, { node }] of this.#graph.outputs.entries()) {
          storePlane(f, outputPointers[i]!, () => this.#push(node));
        }
      } else {
        const [r, g, b] = ['r', 'g', 'b'].map((name) => this.#outputNode(name)) as [number, number, number];
        const pushes = [r, g, b].map((node) => () => this.#push(node)) as [() => void, () => void, () => void];
        (format === 'rgb8' ? storeRgb8 : storeRgb16)(f, outputPointers[0]!, ...pushes);
      }
      const step = format === 'planes' ? 16 : format === 'rgb8' ? 12 : 24;
      for (const pointer of outputPointers) this.#advance(pointer, step);
      for (const pointer of this.#pointers.values()) this.#advance(pointer, 16);
      if (count) this.#advanceColumn();
      f.get(groupsParameter);
      f.i32(1);
      f.scalar('i32.sub');
      f.tee(groupsParameter);
    });
    return { bytes: encodeModule('row', f), layout: this.#layout.finish() };
  }

  #outputNode(name: string): number {
    const output = this.#graph.outputs.find((candidate) => candidate.name === name);
    if (output === undefined) throw new Error(`The last stage of a program for pixels must have the output "${name}".`);
    return output.node;
  }

  #advance(pointer: Local, bytes: number): void {
    this.#f.get(pointer);
    this.#f.i32(bytes);
    this.#f.scalar('i32.add');
    this.#f.set(pointer);
  }

  #pointer(slot: number, offsetBytes: number): Local {
    const local = this.#f.local('i32');
    this.#f.get(blockParameter);
    this.#f.scalarLoad('i32.load', slot);
    if (offsetBytes !== 0) {
      this.#f.i32(offsetBytes);
      this.#f.scalar('i32.add');
    }
    this.#f.set(local);
    return local;
  }

  /** Offsets of loads are unsigned, so a pointer stands at the leftmost pixel that the kernel reads. */
  #preparePointers(): void {
    for (const { op, name, dy } of this.#graph.nodes) {
      const key = `${dy} ${name}`;
      if (op !== 'input' || this.#pointers.has(key)) continue;
      this.#pointers.set(key, this.#pointer(this.#layout.input(name, dy), this.#layout.dxMin * 4));
    }
  }

  /** Computes once per row what does not vary along it and is more than a load. */
  #prepareUniforms(): void {
    const wanted = new Set<number>();
    for (const node of this.#graph.nodes) {
      if (!this.#uniform[node.id]) for (const id of node.operands) wanted.add(id);
    }
    for (const { node } of this.#graph.outputs) wanted.add(node);
    for (const id of wanted) {
      if (!this.#uniform[id] || this.#isLeafLoad(this.#graph.nodes[id]!)) continue;
      this.#push(id);
      if (!this.#held.has(id)) {
        const local = this.#f.local('v128');
        this.#f.set(local);
        this.#held.set(id, local);
      } else this.#f.set(this.#held.get(id)!);
    }
  }

  #isLeafLoad({ op }: Node): boolean {
    return op === 'constF' || op === 'constI' || op === 'param' || op === 'paramI';
  }

  #prepareColumn(): void {
    const f = this.#f;
    this.#column = f.local('v128');
    f.i32(0);
    f.simd('i32x4.splat');
    for (let lane = 1; lane < 4; lane++) {
      f.i32(lane);
      f.replaceLane(lane);
    }
    f.set(this.#column);
  }

  #advanceColumn(): void {
    this.#f.get(this.#column);
    this.#constants.bits(4);
    this.#f.simd('i32x4.add');
    this.#f.set(this.#column);
  }

  #push(id: number): void {
    const f = this.#f;
    const held = this.#held.get(id);
    if (held !== undefined) {
      f.get(held);
      if (!this.#uniform[id] && --this.#uses[id]! === 0) {
        f.release('v128', held);
        this.#held.delete(id);
      }
      return;
    }
    const node = this.#graph.nodes[id]!;
    this.#emitNode(node);
    if (this.#isLeafLoad(node) || node.op === 'column') return;
    if (this.#uniform[id]) {
      if (this.#uses[id]! > 1) this.#held.set(id, keep(f));
    } else if (--this.#uses[id]! > 0) this.#held.set(id, keep(f));
  }

  #emitNode(node: Node): void {
    const f = this.#f;
    const [x = 0, y = 0, z = 0] = node.operands;
    switch (node.op) {
      case 'constF':
        return this.#constants.float(node.value);
      case 'constI':
        return this.#constants.bits(node.value);
      case 'param':
      case 'paramI':
        f.get(blockParameter);
        return f.memory('v128.load32_splat', this.#layout.param(node.name, node.op === 'paramI'));
      case 'input':
        f.get(this.#pointers.get(`${node.dy} ${node.name}`)!);
        return f.memory('v128.load', (node.dx - this.#layout.dxMin) * 4);
      case 'column':
        return f.get(this.#column);
      case 'row':
        f.get(rowParameter);
        return f.simd('i32x4.splat');
      case 'min':
        return this.#extreme('f32x4.pmin', x, y);
      case 'max':
        return this.#extreme('f32x4.pmax', x, y);
      case 'sqrt':
        this.#constants.float(0);
        this.#push(x);
        f.simd('f32x4.pmax');
        return f.simd('f32x4.sqrt');
      case 'ishr':
        this.#push(x);
        f.i32(node.value);
        return f.simd('i32x4.shr_u');
      case 'exp2':
        this.#push(x);
        return exp2(f, this.#constants);
      case 'log2':
        this.#push(x);
        return log2(f, this.#constants);
      case 'cbrt':
        this.#push(x);
        return cbrt(f, this.#constants);
      case 'sin':
      case 'cos':
        this.#push(x);
        return sine(f, this.#constants, node.op === 'sin' ? 0 : 1);
      case 'finite':
        this.#push(x);
        return this.#finite();
      case 'table':
        this.#push(x);
        return this.#table(node.name);
      case 'select':
        this.#push(y);
        this.#push(z);
        this.#push(x);
        return f.simd('v128.bitselect');
      default: {
        for (const operand of node.operands) this.#push(operand);
        const plain = plainOps[node.op];
        if (plain === undefined) throw new Error(`No WebAssembly form of the operation "${node.op}".`);
        f.simd(plain);
      }
    }
  }

  /** pmin(a, b) = b < a ? b : a and pmax alike: they give `a` when an operand is NaN. */
  #extreme(instruction: 'f32x4.pmin' | 'f32x4.pmax', x: number, y: number): void {
    const f = this.#f;
    if (!this.#nan[y]) {
      this.#push(y);
      this.#push(x);
      return f.simd(instruction);
    }
    if (!this.#nan[x]) {
      this.#push(x);
      this.#push(y);
      return f.simd(instruction);
    }
    this.#push(x);
    const left = spill(f);
    this.#push(y);
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

  #finite(): void {
    const f = this.#f;
    const x = keep(f);
    // ±65504, or 0 for NaN.
    f.get(x);
    this.#constants.bits(0x80000000);
    f.simd('v128.and');
    this.#constants.float(finiteLimit);
    f.simd('v128.or');
    f.get(x);
    f.get(x);
    f.simd('f32x4.eq');
    f.simd('v128.and');
    f.get(x);
    f.simd('f32x4.abs');
    this.#constants.float(Infinity);
    f.simd('f32x4.lt');
    f.simd('v128.bitselect');
    f.release('v128', x);
  }

  /** Both samples of a lane come in one 8-byte load; a table has its last sample twice, so that there always are two. */
  #table(name: string): void {
    const f = this.#f;
    const { slot, lastSlot } = this.#layout.table(name);
    const position = spill(f);
    // A NaN compares false and gives 0.
    this.#constants.float(0);
    f.get(position);
    f.simd('f32x4.pmax');
    f.get(blockParameter);
    f.memory('v128.load32_splat', lastSlot);
    f.simd('f32x4.pmin');
    f.tee(position);
    f.simd('i32x4.relaxed_trunc_f32x4_s');
    const index = keep(f);
    f.i32(2);
    f.simd('i32x4.shl');
    f.get(blockParameter);
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
}

export function emitKernel(graph: Graph, format: StoreFormat = 'planes'): Kernel {
  return new KernelEmitter(graph).emit(format);
}
