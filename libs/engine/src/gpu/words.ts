import { workgroup } from '../emit/wgsl/store.ts';
import { wordsAlignmentBytes, type Batch, type Pass } from './protocol.ts';

/** Workgroups that cover so many invocations. */
export const groupsOf = (columns: number, rows: number): readonly [number, number] => [
  Math.ceil(columns / workgroup.columns),
  Math.ceil(rows / workgroup.rows),
];

/** Words of one pass, written by index. */
export class PassWords {
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;

  constructor(length: number) {
    // Kernels declare whole vectors.
    this.u32 = new Uint32Array((length + 3) & ~3);
    this.i32 = new Int32Array(this.u32.buffer);
    this.f32 = new Float32Array(this.u32.buffer);
  }

  /** Writes integers by the names that a kernel's file gives its words. */
  setInts<K extends string>(places: Readonly<Record<K, number>>, values: Partial<Record<K, number>>): this {
    for (const [name, value] of Object.entries(values) as [K, number][]) this.i32[places[name]] = value;
    return this;
  }

  setFloats<K extends string>(places: Readonly<Record<K, number>>, values: Partial<Record<K, number>>): this {
    for (const [name, value] of Object.entries(values) as [K, number][]) this.f32[places[name]] = value;
    return this;
  }
}

/** Collects the passes of a batch with their words in one array. */
export class BatchBuilder {
  readonly #passes: Pass[] = [];
  readonly #words: { readonly offset: number; readonly words: Uint32Array }[] = [];
  #bytes = 0;

  pass(kernel: string, { u32 }: PassWords, buffers: readonly number[], groups: readonly [number, number]): void {
    this.#passes.push({ kernel, wordsOffset: this.#bytes, wordsBytes: u32.byteLength, buffers, groups });
    this.#words.push({ offset: this.#bytes, words: u32 });
    this.#bytes += Math.ceil(u32.byteLength / wordsAlignmentBytes) * wordsAlignmentBytes;
  }

  finish(reads: Batch['reads']): Omit<Batch, 'at'> {
    const words = new Uint32Array(this.#bytes / 4);
    for (const { offset, words: own } of this.#words) words.set(own, offset / 4);
    return { words, passes: this.#passes, reads };
  }
}
