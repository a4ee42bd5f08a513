import type { KernelLayout } from '../emit/wasm/layout.ts';
import { wasm, type WasmModule } from '../emit/wasm/webassembly.ts';
import type { Region } from './region.ts';

/** A compiled kernel, as it travels to the workers. */
export interface CompiledKernel {
  readonly module: WasmModule;
  readonly layout: KernelLayout;
}

export type RowFunction = (block: number, groups: number, row: number) => void;

/** Instantiates a kernel over a region's memory. */
export function instantiate(kernel: CompiledKernel, region: Region): RowFunction {
  const instance = new wasm.Instance(kernel.module, { env: { memory: region.memory } });
  return instance.exports['row'] as RowFunction;
}

/** Places a table with its last sample twice, as kernels read it, and gives its address. All samples must be finite. */
export function placeTable(region: Region, samples: Float32Array): number {
  if (samples.length === 0) throw new Error('A table needs at least one sample.');
  for (const sample of samples) if (!Number.isFinite(sample)) throw new Error(`A table holds ${sample}.`);
  const address = region.allocate((samples.length + 1) * 4);
  region.f32.set(samples, address >> 2);
  region.f32[(address >> 2) + samples.length] = samples.at(-1)!;
  return address;
}

/** Addresses of tables by name, with their length in samples. */
export type PlacedTables = Readonly<Record<string, { readonly address: number; readonly length: number }>>;

/** A kernel with a block of its own: parameters, tables and constants are set once, row pointers before each row. */
export class BoundKernel {
  readonly layout: KernelLayout;
  readonly #row: RowFunction;
  readonly #region: Region;
  readonly #block: number;

  constructor(
    row: RowFunction,
    layout: KernelLayout,
    region: Region,
    params: Readonly<Record<string, number>>,
    tables: PlacedTables,
  ) {
    this.layout = layout;
    this.#row = row;
    this.#region = region;
    this.#block = region.allocate(layout.sizeBytes);
    for (const { bits, slot } of layout.constants) {
      region.i32.fill(bits, (this.#block + slot) >> 2, (this.#block + slot + 16) >> 2);
    }
    for (const { name, integer, slot } of layout.params) {
      const value = params[name];
      if (value === undefined) throw new Error(`The kernel reads the parameter "${name}", which the program lacks.`);
      if (!Number.isFinite(value)) throw new Error(`The parameter "${name}" is ${value}; it must be finite.`);
      (integer ? region.i32 : region.f32)[(this.#block + slot) >> 2] = value;
    }
    for (const { name, slot, lastSlot } of layout.tables) {
      const table = tables[name];
      if (table === undefined) throw new Error(`The kernel reads the table "${name}", which the program lacks.`);
      region.i32[(this.#block + slot) >> 2] = table.address;
      region.f32[(this.#block + lastSlot) >> 2] = table.length - 1;
    }
  }

  /** Sets the address of the first pixel of an input or output row (by its slot). */
  point(slot: number, address: number): void {
    this.#region.i32[(this.#block + slot) >> 2] = address;
  }

  /** Changes a float parameter between rows. */
  setParam(slot: number, value: number): void {
    this.#region.f32[(this.#block + slot) >> 2] = value;
  }

  run(groups: number, row: number): void {
    this.#row(this.#block, groups, row);
  }
}
