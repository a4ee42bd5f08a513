/** What an instance's thread and its owner tell each other. Tensors travel as bytes, in the order of the model. */
import type { Datatype } from '@safelight/core';
import type { TensorMetadata } from '@safelight/wire/inference';

export interface Opening {
  /** Path of the model file. */
  readonly path: string;
  readonly intraOpThreads: number;
  readonly interOpThreads: number;
}

/** The tensors of the model as the runtime describes them. */
export interface Signature {
  readonly inputs: readonly TensorMetadata[];
  readonly outputs: readonly TensorMetadata[];
}

export interface Placed {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly shape: readonly number[];
}

export interface Run {
  /** Where the inputs lie; sent when it is another one than before. */
  readonly area?: SharedArrayBuffer;
  readonly inputs: readonly Placed[];
  /** Indices of the outputs that are wanted. */
  readonly outputs: readonly number[];
}

export interface Output {
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

export type Told =
  | { readonly type: 'opened'; readonly signature: Signature }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'ran'; readonly outputs: readonly Output[]; readonly inferMs: number }
  | { readonly type: 'failed'; readonly message: string };
