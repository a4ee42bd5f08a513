import type { ImageRef, Recipe, Trajectory } from '@safelight/core';

/** All that the report shows. */
export interface ReportInput {
  readonly trajectory: Trajectory;
  /** What the turn ended with. */
  readonly recipe: Recipe;
  /** Every picture that the trajectory names, by SHA-256. */
  readonly images: ReadonlyMap<string, { readonly ref: ImageRef; readonly data: Uint8Array }>;
  /** The original as uploaded; upright pixels. */
  readonly photo: { readonly fileName: string; readonly width: number; readonly height: number };
}
