import type { Evaluation } from '@safelight/core';
import type { Settings } from '../metrics/settings.ts';

/** What is judged: encoded pictures and the sentence. */
export interface Edit {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly instruction: string;
  /** Whose pictures these are; see `CallContext.tenant`. */
  readonly tenant: string;
  /** With them no sentence is refused: what no picture shows is judged by the settings. */
  readonly settings?: Settings;
}

/** Edits of the same picture and instruction. */
export interface Group {
  readonly before: Uint8Array;
  readonly afters: readonly Uint8Array[];
  readonly instruction: string;
}

/** A pair's outcome; `winner` null is a tie. */
export interface Preference {
  readonly one: number;
  readonly other: number;
  readonly winner: number | null;
  /** In the instruction's language. */
  readonly evidence: string;
}

/** One way to judge edits. Scores are raw: calibration comes after. */
export interface Backend extends AsyncDisposable {
  /** `metrics/2` and the like; changes whenever the same pictures could score differently. */
  readonly version: string;
  /** @throws Fault of the instruction, of a picture (with the field `before` or `after`), or of a model */
  judge(edit: Edit, signal: AbortSignal): Promise<Evaluation>;
  /** How many `judge` calls are worth having under way at once. */
  readonly concurrencyMax: number;
  /** Decides pairs by looking at them; without it the scores decide. */
  prefer?(group: Group, signal: AbortSignal): Promise<readonly Preference[]>;
}
