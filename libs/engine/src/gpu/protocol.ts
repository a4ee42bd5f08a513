/**
 * What the engine and its child process say to each other, over the channel that Node gives a forked process. Commands
 * are executed in the order in which they were sent. Pictures go through a file that both hold open (`exchange.ts`).
 */
import type { BindingKind } from '../emit/wgsl/words.ts';

/** The exchange's descriptor in the child: behind stdin, stdout, stderr and the channel. */
export const exchangeDescriptor = 4;

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
  readonly words: Uint32Array;
  readonly passes: readonly Pass[];
  readonly reads: readonly Read[];
  /** Where in the exchange the bytes that it reads go, one read after the other. */
  readonly at: number;
}

/** Commands that are answered by `done` with their number. */
export type Request = { readonly number: number } & (
  | { readonly type: 'kernel'; readonly key: string; readonly code: string; readonly kinds: readonly BindingKind[] }
  /** From the exchange, at `at`. */
  | {
      readonly type: 'fill';
      readonly id: number;
      readonly offset: number;
      readonly sizeBytes: number;
      readonly at: number;
    }
  | { readonly type: 'batch'; readonly batch: Batch }
);

export type Command =
  | Request
  | { readonly type: 'buffer'; readonly id: number; readonly sizeBytes: number }
  | { readonly type: 'release'; readonly ids: readonly number[] }
  | { readonly type: 'forget'; readonly key: string };

export type Report =
  | { readonly type: 'open'; readonly adapter: string }
  /** No adapter will do; one line that says why. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'done'; readonly number: number }
  | { readonly type: 'failed'; readonly detail: string };

/** Offsets of words in a batch's buffer are multiples of this (WebGPU's default alignment). */
export const wordsAlignmentBytes = 256;
