/**
 * What the engine and its child process say to each other. Commands are executed in the order in which they were sent.
 * They go over the channel that Node gives a forked process; pictures go over a pipe beside it, without being
 * serialised: `fill` is followed by its bytes there, and a batch's `done` by the bytes that it reads.
 */
import type { BindingKind } from '../emit/wgsl/words.ts';

/** File descriptor of the pipe in the child: behind stdin, stdout, stderr and the channel. */
export const pipeDescriptor = 4;

/** How the child looks for an adapter. */
export interface AdapterRequest {
  /** Dawn's switches, such as `backend=opengles`. */
  readonly flags: readonly string[];
  /** Whether a processor that plays a graphics adapter will do: for tests. */
  readonly softwareAllowed: boolean;
}

/** One dispatch. */
export interface Pass {
  readonly kernel: string;
  /** Binding 0: bytes of the batch's words. */
  readonly wordsOffset: number;
  readonly wordsBytes: number;
  /** Buffers of the other bindings, in order. */
  readonly buffers: readonly number[];
  /** Workgroups along columns and rows. */
  readonly groups: readonly [number, number];
}

export interface Read {
  readonly buffer: number;
  readonly offset: number;
  /** A multiple of 4. */
  readonly sizeBytes: number;
}

export interface Batch {
  readonly id: number;
  readonly words: Uint32Array;
  readonly passes: readonly Pass[];
  readonly reads: readonly Read[];
}

export type Command =
  | { readonly type: 'buffer'; readonly id: number; readonly sizeBytes: number }
  | { readonly type: 'fill'; readonly id: number; readonly offset: number; readonly sizeBytes: number }
  | { readonly type: 'release'; readonly ids: readonly number[] }
  | { readonly type: 'kernel'; readonly key: string; readonly code: string; readonly kinds: readonly BindingKind[] }
  | { readonly type: 'forget'; readonly key: string }
  | { readonly type: 'batch'; readonly batch: Batch };

export type Report =
  | { readonly type: 'open'; readonly adapter: string }
  /** No adapter will do; one line that says why. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'compiled' }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly detail: string };

/** Offsets of words in a batch's buffer are multiples of this (WebGPU's default alignment). */
export const wordsAlignmentBytes = 256;
