import type { Graph } from '../../graph/graph.ts';

/** Byte offset in the kernel's block. */
export type Slot = number;

/**
 * The block of memory through which a kernel gets its pointers, parameters and constants. Pointers are addresses of
 * the row's first pixel; rows need 16-byte-padded ends, and as many pixels beyond them as `dx` reaches.
 */
export interface KernelLayout {
  readonly inputs: readonly { readonly name: string; readonly dy: number; readonly slot: Slot }[];
  /** Smallest (≤ 0) and largest (≥ 0) dx of any input. */
  readonly dxMin: number;
  readonly dxMax: number;
  readonly outputs: readonly { readonly name: string; readonly slot: Slot }[];
  readonly params: readonly { readonly name: string; readonly integer: boolean; readonly slot: Slot }[];
  /** Address of the first sample (one more sample than the table has: the last again) and index of the last, as f32. */
  readonly tables: readonly { readonly name: string; readonly slot: Slot; readonly lastSlot: Slot }[];
  /** 16-byte vectors with the same four bytes in each lane. */
  readonly constants: readonly { readonly bits: number; readonly slot: Slot }[];
  readonly sizeBytes: number;
}

/** Hands out slots while a kernel is emitted. */
export class LayoutBuilder {
  readonly #inputs: { name: string; dy: number; slot: Slot }[] = [];
  readonly #outputs: { name: string; slot: Slot }[] = [];
  readonly #params: { name: string; integer: boolean; slot: Slot }[] = [];
  readonly #tables: { name: string; slot: Slot; lastSlot: Slot }[] = [];
  readonly #constants = new Map<number, Slot>();
  #dxMin = 0;
  #dxMax = 0;
  #size = 0;

  constructor(graph: Graph) {
    for (const { op, dx } of graph.nodes) {
      if (op !== 'input') continue;
      this.#dxMin = Math.min(this.#dxMin, dx);
      this.#dxMax = Math.max(this.#dxMax, dx);
    }
  }

  get dxMin(): number {
    return this.#dxMin;
  }

  #word(): Slot {
    this.#size += 4;
    return this.#size - 4;
  }

  input(name: string, dy: number): Slot {
    const known = this.#inputs.find((input) => input.name === name && input.dy === dy);
    if (known !== undefined) return known.slot;
    const slot = this.#word();
    this.#inputs.push({ name, dy, slot });
    return slot;
  }

  output(name: string): Slot {
    const slot = this.#word();
    this.#outputs.push({ name, slot });
    return slot;
  }

  param(name: string, integer: boolean): Slot {
    const known = this.#params.find((param) => param.name === name && param.integer === integer);
    if (known !== undefined) return known.slot;
    const slot = this.#word();
    this.#params.push({ name, integer, slot });
    return slot;
  }

  table(name: string): { slot: Slot; lastSlot: Slot } {
    const known = this.#tables.find((table) => table.name === name);
    if (known !== undefined) return known;
    const table = { name, slot: this.#word(), lastSlot: this.#word() };
    this.#tables.push(table);
    return table;
  }

  constant(bits: number): Slot {
    const key = bits >>> 0;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    this.#size = (this.#size + 15) & ~15;
    const slot = this.#size;
    this.#size += 16;
    this.#constants.set(key, slot);
    return slot;
  }

  finish(): KernelLayout {
    return {
      inputs: this.#inputs,
      dxMin: this.#dxMin,
      dxMax: this.#dxMax,
      outputs: this.#outputs,
      params: this.#params,
      tables: this.#tables,
      constants: [...this.#constants].map(([bits, slot]) => ({ bits, slot })),
      sizeBytes: (this.#size + 15) & ~15,
    };
  }
}
