import type { Locale, ToolCall } from '@safelight/core';

/**
 * The perceptual axes on which an instruction is understood. + is the direction named first.
 * Each is tied to measured figures by `apps/policy` (what to move) and `apps/evaluator` (whether it moved).
 */
export const axes = [
  'lightness', // brighter / darker
  'shadows', // open / deep
  'highlights', // brighter / held back
  'contrast', // strong / soft
  'warmth', // warm / cool
  'tint', // magenta / green
  'saturation', // colourful / muted
  'haze', // hazy, misty / clear
  'clarity', // structured / dreamy, soft
  'fade', // lifted, matt blacks / deep blacks
  'vignette', // darkened corners / lightened corners
  'grain', // film grain
  'monochrome', // black and white
] as const;
export type Axis = (typeof axes)[number];

/** One wish: move an axis. */
export interface Goal {
  readonly axis: Axis;
  /** −1 .. 1, not 0: sign = direction, size = how strongly ("a bit" ≈ 0.3, plain ≈ 0.6, "very" ≈ 1). */
  readonly amount: number;
  /** The words of the instruction behind it, verbatim. */
  readonly source: string;
  /** Name of the look that brought it ("golden hour"), or null for a direct wish. */
  readonly look: string | null;
}

/** What must stay as it is. */
export type Protection = 'shadows' | 'highlights' | 'skin' | 'colour' | 'contrast' | 'lightness';

export interface Constraint {
  readonly protect: Protection;
  readonly source: string;
}

/** What is to be put right by looking at the picture: no direction is given, the photo itself says which. */
export const corrections = ['exposure', 'whiteBalance', 'contrast', 'colour'] as const;
export type CorrectionKind = (typeof corrections)[number];

export interface Correction {
  readonly what: CorrectionKind;
  readonly source: string;
}

/** What an instruction asks for. */
export interface Intent {
  readonly locale: Locale;
  /** At most one per axis: later and direct wishes win over a look's. */
  readonly goals: readonly Goal[];
  readonly constraints: readonly Constraint[];
  /** "fix it", "auto", "remove the colour cast": at most one of each kind. */
  readonly corrections: readonly Correction[];
  /** Named looks, canonical English names, in order. */
  readonly looks: readonly string[];
  /** Exact settings asked for ("+0.7 EV", "contrast 20", "crop to 16:9" is not among them yet). */
  readonly explicit: readonly ToolCall[];
  /** Parts that ask to add, remove or replace things: not develop work, verbatim. */
  readonly notDevelopWork: readonly string[];
  /** Parts that were not understood, verbatim. */
  readonly notUnderstood: readonly string[];
}
