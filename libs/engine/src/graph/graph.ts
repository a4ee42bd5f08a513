/**
 * The kernel graph: a typed expression graph, hash-consed, in single static assignment form. One graph computes one
 * pixel from inputs around it; it has no loops and no pointers, so its cost is bounded by its size.
 *
 * Three emitters read it: WASM SIMD (`emit/wasm`), JavaScript (`emit/javascript`) and the float64 reference
 * (`emit/reference`). Every operation has one meaning, written beside it here; emitters may differ only in rounding.
 */

export type ValueType = 'f32' | 'i32' | 'mask';

/** Operations by the type of their result. `x y z` are operands in order. */
export type Op =
  // Leaves.
  | 'constF' // f32 immediate
  | 'constI' // i32 immediate
  | 'param' // f32 uniform, by name
  | 'paramI' // i32 uniform, by name
  | 'input' // f32 plane at (column + dx, row + dy); columns and rows outside the plane repeat its edge
  | 'column' // i32 pixel column of the output level, 0 at the left
  | 'row' // i32 pixel row of the output level, 0 at the top
  // f32 → f32.
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'min' // x < y ? x : y; a NaN operand gives the other one
  | 'max'
  | 'neg'
  | 'abs'
  | 'sqrt' // of max(x, 0)
  | 'floor'
  | 'exp2'
  | 'log2' // of max(x, 2^-126)
  | 'cbrt' // odd: cbrt(-x) = -cbrt(x)
  | 'sin' // radians, meant for |x| ≤ 8192
  | 'cos'
  | 'finite' // x when x is finite, else 0 for NaN and ±65504 for ±infinity
  | 'table' // table by name at position x of its samples, linear between samples, ends held
  // i32 → i32 (two's complement, wrapping).
  | 'iadd'
  | 'imul'
  | 'ixor'
  | 'iand'
  | 'ishr' // logical, by an immediate count
  // Conversions.
  | 'toF' // i32 → f32
  | 'toI' // f32 → i32, truncating, saturating, NaN → 0
  // Comparisons (false when an operand is NaN) and masks.
  | 'lt'
  | 'le'
  | 'eq'
  | 'and'
  | 'or'
  | 'not'
  | 'select'; // mask ? y : z, both f32

export interface Node {
  readonly id: number;
  readonly op: Op;
  readonly type: ValueType;
  /** Ids of the operands, all smaller than `id`. */
  readonly operands: readonly number[];
  /** constF, constI, ishr: the immediate. */
  readonly value: number;
  /** param, paramI, table, input: the name. */
  readonly name: string;
  /** input: offset in pixels. */
  readonly dx: number;
  readonly dy: number;
}

/** A finished graph. Nodes are in topological order; outputs name f32 nodes. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly outputs: readonly { readonly name: string; readonly node: number }[];
}

declare const brand: unique symbol;
/** Handle of an f32 node of one builder. */
export type F = number & { readonly [brand]: 'f32' };
/** Handle of an i32 node. */
export type I = number & { readonly [brand]: 'i32' };
/** Handle of a mask node. */
export type M = number & { readonly [brand]: 'mask' };

export type Rgb = readonly [r: F, g: F, b: F];

/** Builds one graph. Equal nodes are made once; constants fold; x+0, x·1 and their like vanish. */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #index = new Map<string, number>();
  readonly #outputs: { name: string; node: number }[] = [];

  #node(
    op: Op,
    type: ValueType,
    operands: readonly number[],
    rest: Partial<Pick<Node, 'value' | 'name' | 'dx' | 'dy'>> = {},
  ): number {
    const { value = 0, name = '', dx = 0, dy = 0 } = rest;
    // Object.is distinguishes -0; the key must as well.
    const valueKey = Object.is(value, -0) ? '-0' : String(value);
    const key = `${op}|${operands.join(',')}|${valueKey}|${name}|${dx}|${dy}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const id = this.#nodes.length;
    this.#nodes.push({ id, op, type, operands, value, name, dx, dy });
    this.#index.set(key, id);
    return id;
  }

  #constant(id: number): number | undefined {
    const node = this.#nodes[id];
    return node !== undefined && node.op === 'constF' ? node.value : undefined;
  }

  #f(op: Op, ...operands: number[]): F {
    return this.#node(op, 'f32', operands) as F;
  }

  constant(value: number): F {
    return this.#node('constF', 'f32', [], { value: Math.fround(value) }) as F;
  }
  int(value: number): I {
    return this.#node('constI', 'i32', [], { value: value | 0 }) as I;
  }
  param(name: string): F {
    return this.#node('param', 'f32', [], { name }) as F;
  }
  paramI(name: string): I {
    return this.#node('paramI', 'i32', [], { name }) as I;
  }
  input(plane: string, dx = 0, dy = 0): F {
    return this.#node('input', 'f32', [], { name: plane, dx, dy }) as F;
  }
  column(): I {
    return this.#node('column', 'i32', []) as I;
  }
  row(): I {
    return this.#node('row', 'i32', []) as I;
  }

  add(x: F, y: F): F {
    const [cx, cy] = [this.#constant(x), this.#constant(y)];
    if (cx !== undefined && cy !== undefined) return this.constant(cx + cy);
    if (cx === 0) return y;
    if (cy === 0) return x;
    return this.#f('add', x, y);
  }
  sub(x: F, y: F): F {
    const [cx, cy] = [this.#constant(x), this.#constant(y)];
    if (cx !== undefined && cy !== undefined) return this.constant(cx - cy);
    if (cy === 0) return x;
    return this.#f('sub', x, y);
  }
  mul(x: F, y: F): F {
    const [cx, cy] = [this.#constant(x), this.#constant(y)];
    if (cx !== undefined && cy !== undefined) return this.constant(cx * cy);
    if (cx === 1) return y;
    if (cy === 1) return x;
    return this.#f('mul', x, y);
  }
  div(x: F, y: F): F {
    const [cx, cy] = [this.#constant(x), this.#constant(y)];
    if (cx !== undefined && cy !== undefined && cy !== 0) return this.constant(cx / cy);
    if (cy === 1) return x;
    return this.#f('div', x, y);
  }
  min(x: F, y: F): F {
    return this.#f('min', x, y);
  }
  max(x: F, y: F): F {
    return this.#f('max', x, y);
  }
  neg(x: F): F {
    return this.#f('neg', x);
  }
  abs(x: F): F {
    return this.#f('abs', x);
  }
  sqrt(x: F): F {
    return this.#f('sqrt', x);
  }
  floor(x: F): F {
    return this.#f('floor', x);
  }
  exp2(x: F): F {
    return this.#f('exp2', x);
  }
  log2(x: F): F {
    return this.#f('log2', x);
  }
  cbrt(x: F): F {
    return this.#f('cbrt', x);
  }
  sin(x: F): F {
    return this.#f('sin', x);
  }
  cos(x: F): F {
    return this.#f('cos', x);
  }
  finite(x: F): F {
    return this.#f('finite', x);
  }
  /** `position` is in samples: 0 is the first sample, length − 1 the last. */
  table(name: string, position: F): F {
    return this.#node('table', 'f32', [position], { name }) as F;
  }

  iadd(x: I, y: I): I {
    return this.#node('iadd', 'i32', [x, y]) as I;
  }
  imul(x: I, y: I): I {
    return this.#node('imul', 'i32', [x, y]) as I;
  }
  ixor(x: I, y: I): I {
    return this.#node('ixor', 'i32', [x, y]) as I;
  }
  iand(x: I, y: I): I {
    return this.#node('iand', 'i32', [x, y]) as I;
  }
  ishr(x: I, count: number): I {
    return this.#node('ishr', 'i32', [x], { value: count & 31 }) as I;
  }
  toF(x: I): F {
    return this.#f('toF', x);
  }
  toI(x: F): I {
    return this.#node('toI', 'i32', [x]) as I;
  }

  lt(x: F, y: F): M {
    return this.#node('lt', 'mask', [x, y]) as M;
  }
  le(x: F, y: F): M {
    return this.#node('le', 'mask', [x, y]) as M;
  }
  eq(x: F, y: F): M {
    return this.#node('eq', 'mask', [x, y]) as M;
  }
  and(x: M, y: M): M {
    return this.#node('and', 'mask', [x, y]) as M;
  }
  or(x: M, y: M): M {
    return this.#node('or', 'mask', [x, y]) as M;
  }
  not(x: M): M {
    return this.#node('not', 'mask', [x]) as M;
  }
  select(mask: M, yes: F, no: F): F {
    return yes === no ? yes : this.#f('select', mask, yes, no);
  }

  output(name: string, value: F): void {
    this.#outputs.push({ name, node: value });
  }

  /** The finished graph: nodes that no output needs are dropped. */
  build(): Graph {
    const live = new Set<number>();
    for (const { node } of this.#outputs) live.add(node);
    for (let id = this.#nodes.length - 1; id >= 0; id--) {
      if (live.has(id)) for (const operand of this.#nodes[id]!.operands) live.add(operand);
    }
    const renumbered = new Map<number, number>();
    const nodes: Node[] = [];
    for (const node of this.#nodes) {
      if (!live.has(node.id)) continue;
      renumbered.set(node.id, nodes.length);
      nodes.push({ ...node, id: nodes.length, operands: node.operands.map((id) => renumbered.get(id)!) });
    }
    return { nodes, outputs: this.#outputs.map(({ name, node }) => ({ name, node: renumbered.get(node)! })) };
  }
}
