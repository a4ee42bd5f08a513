import type { Comparison, ImageRef, Observation, Recipe, TokenUsage, Trajectory, TurnOptions } from '@safelight/core';

/** All that the report shows. */
export interface ReportInput {
  /** Of the candidate that the result is of. */
  readonly trajectory: Trajectory;
  /** What the turn ended with. */
  readonly recipe: Recipe;
  readonly options: Pick<TurnOptions, 'scoreMin'>;
  /** Of all candidates and rounds. */
  readonly usage: TokenUsage;
  readonly group: {
    /** In their order, the one above included. */
    readonly candidates: readonly Trajectory[];
    readonly comparison: Comparison | null;
    readonly failures: readonly { readonly candidate: number; readonly message: string }[];
  };
  /** The turns of the session before this one, oldest first. */
  readonly earlier: readonly { readonly instruction: string; readonly outcome: Observation }[];
  /** Every picture that the above names, by SHA-256. */
  readonly images: ReadonlyMap<string, { readonly ref: ImageRef; readonly data: Uint8Array }>;
  /** The original as uploaded; upright pixels. */
  readonly photo: { readonly fileName: string; readonly width: number; readonly height: number };
}

/** Gives the picture of an observation as a data URL. */
export type Source = (observation: Observation) => string;
