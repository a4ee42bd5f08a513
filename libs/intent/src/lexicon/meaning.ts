import type { Axis, CorrectionKind, Protection } from '../intent.ts';
import type { LookName } from '../looks.ts';

export type Sign = 1 | -1;

/** What a phrase of the lexicon means. The reader in `read-clause.ts` puts meanings together. */
export type Meaning =
  /** Moves an axis by itself: "warmer". */
  | {
      readonly kind: 'wish';
      /** Null when the word says nothing without a noun beside it: "deep" (shadows, colours). */
      readonly axis: Axis | null;
      readonly sign: Sign;
      /** True when a verb beside it must not turn it: "remove the yellow cast" wants less yellow, as "yellow cast" does. */
      readonly fixed?: boolean;
      /** The axis and direction it takes beside a noun of that axis: "brighten the shadows". */
      readonly beside?: Partial<Record<Axis, Sign>>;
    }
  /** Names an axis, a thing to protect or a slider, and needs a direction: "contrast". */
  | {
      readonly kind: 'noun';
      readonly axis: Axis | null;
      readonly protect: readonly Protection[];
      /** Direction when no word gives one ("with grain"); null when the noun alone says nothing ("shadows"). */
      readonly alone: Sign | null;
      /** The slider that a number beside it sets. */
      readonly tool: string | null;
      /** True for a thing of the scene: to add or remove it is generative, to darken it is not. */
      readonly thing: boolean;
    }
  | { readonly kind: 'look'; readonly look: LookName }
  | { readonly kind: 'correction'; readonly what: readonly CorrectionKind[] }
  /** "a bit" 0.3, "very" 1; `after` prefers the word before it: 亮一点. */
  | { readonly kind: 'amount'; readonly size: number; readonly after?: boolean }
  /** "more", "lower". */
  | { readonly kind: 'direction'; readonly sign: Sign }
  /** "recover": what is lost comes back, highlights down and shadows up. */
  | { readonly kind: 'recover' }
  /** "add", "remove": a direction beside a develop noun, a generative request beside any other thing. */
  | { readonly kind: 'handle'; readonly sign: Sign }
  /** "replace", "erase": generative unless nothing but develop nouns stands beside it. */
  | { readonly kind: 'generate' }
  /** "crush", "blow out": what a constraint forbids. */
  | { readonly kind: 'harm'; readonly protect: Protection | null; readonly axis: Axis | null; readonly sign: Sign }
  | { readonly kind: 'unit'; readonly tool: string }
  | { readonly kind: 'number'; readonly value: number; readonly signed: boolean }
  | {
      readonly kind:
        'negation' | 'excess' | 'lack' | 'keep' | 'change' | 'detail' | 'filler' | 'preposition' | 'join' | 'break';
    }
  /** Develop work that no axis covers yet ("crop"), or a place in the picture that needs a mask ("background"). */
  | { readonly kind: 'unsupported'; readonly thing: boolean }
  | { readonly kind: 'unknown' };

/** A row of a lexicon: a meaning and the phrases that have it, separated by `|`. */
export type LexiconRow = readonly [meaning: Meaning, phrases: string];

export interface Lexicon {
  /** True when words are separated by spaces, so that a phrase ends at a word's end. */
  readonly spaced: boolean;
  readonly rows: readonly LexiconRow[];
}

export const wish = (axis: Axis | null, sign: Sign, beside?: Partial<Record<Axis, Sign>>): Meaning =>
  beside === undefined ? { kind: 'wish', axis, sign } : { kind: 'wish', axis, sign, beside };

export const fixedWish = (axis: Axis, sign: Sign): Meaning => ({ kind: 'wish', axis, sign, fixed: true });

export function noun(
  axis: Axis | null,
  rest: { protect?: Protection | readonly Protection[]; alone?: Sign; tool?: string; thing?: boolean } = {},
): Meaning {
  const protect = rest.protect === undefined ? [] : typeof rest.protect === 'string' ? [rest.protect] : rest.protect;
  return {
    kind: 'noun',
    axis,
    protect,
    alone: rest.alone ?? null,
    tool: rest.tool ?? null,
    thing: rest.thing ?? false,
  };
}
