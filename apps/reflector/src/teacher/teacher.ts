import type { Attribution, ToolCall } from '@safelight/core';
import type { Judged } from '../sample/pair.ts';

/** A pair to learn from. */
export interface Lesson {
  readonly worse: Judged;
  readonly better: Judged;
  /** Applied to the original they make the better edit. */
  readonly correction: readonly ToolCall[];
  /** Bytes of the original, the worse and the better result; read only by teachers that look. */
  readonly pictures: () => Promise<readonly [source: Uint8Array, worse: Uint8Array, better: Uint8Array]>;
}

/** What a teacher says of it. */
export interface Taught {
  /** What was worse, why, and what puts it right, in the instruction's language. */
  readonly analysis: string;
  readonly attributions: readonly Attribution[];
}

/** Who explains why one edit is worse than another. */
export interface Teacher {
  /** Written into every sample; raise it when the same pair gives another answer. */
  readonly version: string;
  /** @throws Fault `model.*` where a hosted model is asked and fails; it never makes an answer up. */
  teach(lesson: Lesson, signal: AbortSignal): Promise<Taught>;
}
