import { bitsOf } from './literal.ts';
import { header } from './words.ts';

/** Index into the words of a kernel. */
export type Word = number;

interface Placed {
  readonly name: string;
  readonly word: Word;
}

/** Where a stage's kernel finds what it reads and writes. */
export interface WgslLayout {
  /** Planes in the arena; u32: first sample of the plane. */
  readonly inputs: readonly Placed[];
  readonly outputs: readonly Placed[];
  /** u32: first sample among all tables; f32: index of the last one, relative to the first. */
  readonly tables: readonly Placed[];
  /** Canonical planes, read enlarged; u32: first sample among all planes, width, height. */
  readonly planes: readonly Placed[];
  readonly params: readonly (Placed & { readonly integer: boolean })[];
  /** Constants for which the language has no literal. */
  readonly constants: readonly { readonly bits: number; readonly word: Word }[];
  readonly length: number;
}

/** Hands out words while a kernel is emitted. */
export class WgslLayoutBuilder {
  readonly #lists = {
    inputs: new Map<string, Word>(),
    outputs: new Map<string, Word>(),
    tables: new Map<string, Word>(),
    planes: new Map<string, Word>(),
    floats: new Map<string, Word>(),
    ints: new Map<string, Word>(),
  };
  readonly #constants = new Map<number, Word>();
  #length: number = header.length;

  #take(words: number): Word {
    this.#length += words;
    return this.#length - words;
  }

  word(list: 'inputs' | 'outputs' | 'tables' | 'planes' | 'floats' | 'ints', name: string): Word {
    const known = this.#lists[list].get(name);
    if (known !== undefined) return known;
    const word = this.#take(list === 'tables' ? 2 : list === 'planes' ? 3 : 1);
    this.#lists[list].set(name, word);
    return word;
  }

  constant(value: number): Word {
    const bits = bitsOf(value);
    const word = this.#constants.get(bits) ?? this.#take(1);
    this.#constants.set(bits, word);
    return word;
  }

  finish(): WgslLayout {
    const placed = (list: Map<string, Word>): Placed[] => [...list].map(([name, word]) => ({ name, word }));
    const { inputs, outputs, tables, planes, floats, ints } = this.#lists;
    return {
      inputs: placed(inputs),
      outputs: placed(outputs),
      tables: placed(tables),
      planes: placed(planes),
      params: [
        ...placed(floats).map((param) => ({ ...param, integer: false })),
        ...placed(ints).map((param) => ({ ...param, integer: true })),
      ],
      constants: [...this.#constants].map(([bits, word]) => ({ bits, word })),
      length: this.#length,
    };
  }
}
