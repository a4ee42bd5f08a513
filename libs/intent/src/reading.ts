import type { ToolCall } from '@safelight/core';
import type { Axis, CorrectionKind, Protection } from './intent.ts';
import type { Meaning, Sign } from './lexicon/meaning.ts';
import type { LookName } from './looks.ts';

interface Place {
  from: number;
  to: number;
}

/** What one clause says, in order; `combine.ts` makes the intent of all clauses' statements. */
export type Statement = Readonly<Place> &
  (
    | { readonly kind: 'goal'; readonly axis: Axis; readonly sign: Sign; readonly size: number | null }
    /** "not too warm": whatever else asks for it, keep it small. */
    | { readonly kind: 'cap'; readonly axis: Axis; readonly sign: Sign }
    /** "no vignette": whatever else asks for it, leave it out. */
    | { readonly kind: 'none'; readonly axis: Axis }
    | { readonly kind: 'look'; readonly look: LookName; readonly size: number | null }
    | { readonly kind: 'noLook'; readonly look: LookName }
    | { readonly kind: 'constraint'; readonly protect: Protection }
    | { readonly kind: 'correction'; readonly what: CorrectionKind }
    | { readonly kind: 'explicit'; readonly call: ToolCall }
    | { readonly kind: 'notDevelopWork' }
    | { readonly kind: 'notUnderstood' }
  );

/** The words of a clause that say something, while their neighbours are being read. */
export type Item = Place & {
  size: number | null;
  /** A "not" stood before it. */
  negated: boolean;
  /** A "too" stood before it. */
  excess: boolean;
  kept: boolean;
  number: { value: number; signed: boolean } | null;
} & (
    | { kind: 'wish'; meaning: Extract<Meaning, { kind: 'wish' }>; sign: Sign }
    | { kind: 'noun'; meaning: Extract<Meaning, { kind: 'noun' }>; sign: Sign | null }
    | { kind: 'look'; meaning: Extract<Meaning, { kind: 'look' }> }
    | { kind: 'correction'; meaning: Extract<Meaning, { kind: 'correction' }> }
    | { kind: 'harm'; meaning: Extract<Meaning, { kind: 'harm' }> }
    | { kind: 'unknown' }
  );

export const protectionOf: Partial<Record<Axis, Protection>> = {
  lightness: 'lightness',
  shadows: 'shadows',
  highlights: 'highlights',
  contrast: 'contrast',
  warmth: 'colour',
  tint: 'colour',
  saturation: 'colour',
  monochrome: 'colour',
};
