import type { Graph, Node } from '../../graph/graph.ts';
import type { LazyRegion } from '../../graph/lazy.ts';
import { nanFacts, uniformFacts } from '../facts.ts';
import { LayoutBuilder, type KernelLayout } from './layout.ts';
import { encodeModule, FunctionWriter, type Local } from './module.ts';
import { floatBits, type Constants } from './operands.ts';
import { emitOperation } from './operations.ts';
import { schedule, type Schedule } from './schedule.ts';
import { storePlane, storeRgb16, storeRgb8 } from './store.ts';

/**
 * How the outputs are stored: each as a row of f32, or the outputs `r`, `g`, `b` as one interleaved row of integers
 * (truncated, saturated; NaN gives 0).
 */
export type StoreFormat = 'planes' | 'rgb8' | 'rgb16';

export interface Kernel {
  /**
   * A module over `env.memory` that exports `row(block, groups, row)`: runs the graph over `groups` × `groupPixels`
   * pixels of the given row. The last group writes whole: rows need room for it.
   */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: KernelLayout;
}

/**
 * Vectors that one turn of the loop computes side by side. A pixel's value is one long chain of dependent
 * instructions, longer than a core looks ahead; independent chains side by side keep it busy. Measured on 24 MP: 1 : 0.65 :
 * 0.57 : 0.56 with one to four; code size, and with it the time to compile, grows with the number.
 */
const vectors = 3;
/** Pixels of one turn of the loop. */
export const groupPixels = 4 * vectors;

/** Turns of the loop that cover a row. */
export const groupsOf = (widthPixels: number): number => Math.ceil(widthPixels / groupPixels);
/** Pixels that a row needs room for. */
export const roomOf = (widthPixels: number): number => groupsOf(widthPixels) * groupPixels;

const blockParameter: Local = 0;
const groupsParameter: Local = 1;
const rowParameter: Local = 2;

/** Whether a node is read anew at each use instead of being kept: a load is as cheap as a spilled local. */
export const isReadAnew = ({ op }: Node): boolean =>
  op === 'constF' || op === 'constI' || op === 'param' || op === 'paramI' || op === 'input' || op === 'column';

class KernelEmitter {
  readonly #graph: Graph;
  readonly #nan: readonly boolean[];
  readonly #uniform: readonly boolean[];
  readonly #schedule: Schedule;
  readonly #f = new FunctionWriter(3);
  readonly #layout: LayoutBuilder;
  readonly #constants: Constants;
  readonly #uniformLocals = new Map<number, Local>();
  /** By vector: the locals of held nodes and how often they will still be read. */
  readonly #held = Array.from({ length: vectors }, () => new Map<number, { local: Local; uses: number }>());
  readonly #pointers = new Map<string, Local>();
  readonly #columns: Local[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#nan = nanFacts(graph);
    this.#uniform = uniformFacts(graph);
    this.#layout = new LayoutBuilder(graph);
    this.#schedule = schedule(graph, (id) => this.#uniform[id]! || isReadAnew(graph.nodes[id]!));
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
    this.#prepareColumns();
    const names = format === 'planes' ? this.#graph.outputs.map(({ name }) => name) : ['pixels'];
    const outputs = names.map((name) => this.#pointer(this.#layout.output(name), 0));
    const stepBytes = { planes: 16, rgb8: 12, rgb16: 24 }[format];

    f.loop(() => {
      for (const step of this.#schedule.steps) {
        if (step.kind === 'hold') this.#hold(step.node);
        else this.#region(step.region, step.held);
      }
      for (let vector = 0; vector < vectors; vector++) this.#store(format, outputs, vector, vector * stepBytes);
      for (const pointer of outputs) this.#advance(pointer, stepBytes * vectors);
      for (const pointer of this.#pointers.values()) this.#advance(pointer, 16 * vectors);
      for (const column of this.#columns) this.#advanceColumn(column);
      f.get(groupsParameter);
      f.i32(1);
      f.scalar('i32.sub');
      f.tee(groupsParameter);
    });
    return { bytes: encodeModule('row', f), layout: this.#layout.finish() };
  }

  #store(format: StoreFormat, pointers: readonly Local[], vector: number, offset: number): void {
    if (format === 'planes') {
      for (const [i, { node }] of this.#graph.outputs.entries()) {
        storePlane(this.#f, pointers[i]!, offset, () => this.#push(node, vector));
      }
      return;
    }
    const [r, g, b] = ['r', 'g', 'b'].map((name) => {
      const output = this.#graph.outputs.find((candidate) => candidate.name === name);
      if (output === undefined) throw new Error(`A stage that gives pixels must have the output "${name}".`);
      return (): void => this.#push(output.node, vector);
    }) as [() => void, () => void, () => void];
    (format === 'rgb8' ? storeRgb8 : storeRgb16)(this.#f, pointers[0]!, offset, r, g, b);
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
    const wanted = new Set(this.#graph.outputs.map(({ node }) => node));
    for (const node of this.#graph.nodes) {
      if (!this.#uniform[node.id]) for (const id of node.operands) wanted.add(id);
    }
    for (const node of this.#graph.nodes) {
      if (!wanted.has(node.id) || !this.#uniform[node.id] || isReadAnew(node)) continue;
      this.#push(node.id, 0);
      const local = this.#f.local('v128');
      this.#f.set(local);
      this.#uniformLocals.set(node.id, local);
    }
  }

  /** A vector of column numbers for each vector of the loop. */
  #prepareColumns(): void {
    if (!this.#graph.nodes.some(({ op }) => op === 'column')) return;
    const f = this.#f;
    for (let vector = 0; vector < vectors; vector++) {
      f.i32(vector * 4);
      f.simd('i32x4.splat');
      for (let lane = 1; lane < 4; lane++) {
        f.i32(vector * 4 + lane);
        f.replaceLane(lane);
      }
      const local = f.local('v128');
      f.set(local);
      this.#columns.push(local);
    }
  }

  #advanceColumn(column: Local): void {
    this.#f.get(column);
    this.#constants.bits(groupPixels);
    this.#f.simd('i32x4.add');
    this.#f.set(column);
  }

  /** Computes a node into a local, for each vector. */
  #hold(id: number): void {
    for (let vector = 0; vector < vectors; vector++) {
      this.#operation(this.#graph.nodes[id]!, vector);
      this.#keep(id, vector);
    }
  }

  /** Pops the value of a node into a local, which lives until its last reader. */
  #keep(id: number, vector: number): void {
    const local = this.#f.local('v128');
    this.#f.set(local);
    this.#held[vector]!.set(id, { local, uses: this.#schedule.uses[id]! });
  }

  /** The selects of a region take their second choice; then, if any pixel wants the first, that is computed. */
  #region({ mask, selects }: LazyRegion, held: readonly number[]): void {
    const f = this.#f;
    for (const id of selects) {
      for (let vector = 0; vector < vectors; vector++) {
        this.#push(this.#graph.nodes[id]!.operands[2]!, vector);
        this.#keep(id, vector);
      }
    }
    for (let vector = 0; vector < vectors; vector++) {
      f.get(this.#held[vector]!.get(mask)!.local);
      if (vector > 0) f.simd('v128.or');
    }
    f.simd('v128.any_true');
    f.when(() => {
      for (const id of held) this.#hold(id);
      for (const id of selects) {
        for (let vector = 0; vector < vectors; vector++) {
          const { local } = this.#held[vector]!.get(id)!;
          this.#push(this.#graph.nodes[id]!.operands[1]!, vector);
          f.get(local);
          this.#push(mask, vector);
          f.simd('v128.bitselect');
          f.set(local);
        }
      }
    });
  }

  /** Pushes a value: from its local, whose last reader frees it, or by computing it here. */
  #push(id: number, vector: number): void {
    const uniform = this.#uniformLocals.get(id);
    if (uniform !== undefined) return this.#f.get(uniform);
    const held = this.#held[vector]!.get(id);
    if (held === undefined) return this.#operation(this.#graph.nodes[id]!, vector);
    this.#f.get(held.local);
    if (--held.uses === 0) this.#f.release('v128', held.local);
  }

  #operation(node: Node, vector: number): void {
    const f = this.#f;
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
        return f.memory('v128.load', (node.dx - this.#layout.dxMin + vector * 4) * 4);
      case 'column':
        return f.get(this.#columns[vector]!);
      case 'row':
        f.get(rowParameter);
        return f.simd('i32x4.splat');
      default:
        emitOperation(node, {
          f,
          block: blockParameter,
          constants: this.#constants,
          layout: this.#layout,
          nan: this.#nan,
          push: (id) => this.#push(id, vector),
        });
    }
  }
}

export function emitKernel(graph: Graph, format: StoreFormat = 'planes'): Kernel {
  return new KernelEmitter(graph).emit(format);
}
