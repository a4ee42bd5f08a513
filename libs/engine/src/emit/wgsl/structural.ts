import type { BindingKind } from './words.ts';

/** A kernel of the executor itself: its words are laid out by hand, its bindings are told by its file. */
export interface StructuralKernel {
  readonly code: string;
  /** Words in binding 0. */
  readonly words: number;
  readonly kinds: readonly BindingKind[];
}
