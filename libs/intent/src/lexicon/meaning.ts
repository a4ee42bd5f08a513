import type { HueBand, SettingValue } from '@safelight/core';
import type { Axis, CorrectionKind, Geometry, Protection, Region } from '../intent.ts';
import type { LookName } from '../looks/index.ts';

export type Sign = 1 | -1;

/** What a phrase of the lexicon means. The reader in `clause/` puts meanings together. */
export type Meaning =
  /** Moves an axis by itself: "warmer". */
  | {
      readonly kind: 'wish';
      /** Null when the word says nothing without a noun or region beside it: "deep" (shadows, colours). */
      readonly axis: Axis | null;
      readonly sign: Sign;
      /** True when a verb beside it must not turn it: "remove the yellow cast" wants less yellow, as "yellow cast" does. */
      readonly fixed?: boolean;
      /** The axis and direction it takes beside a noun of that axis: "brighten the shadows". */
      readonly beside?: Partial<Record<Axis, Sign>>;
      /** Where it acts when nothing else is said: "bokeh" is of the background. */
      readonly where?: Region;
      /** True for "light on": beside another wish ("soften the light on …") it only says what that is about. */
      readonly weak?: boolean;
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
      /** True where more of the noun is less of the axis: "noise reduction". A number beside it is never turned. */
      readonly inverse: boolean;
    }
  /** A part of the picture; `whole` is all of it. */
  | {
      readonly kind: 'region';
      readonly region: Region | 'whole';
      /** What the word was taken for, when it is only near: "grass" for the greens. */
      readonly near?: { readonly en: string; readonly zh: string };
    }
  /** A thing that no matte covers: "mountains", "the car". */
  | { readonly kind: 'thing' }
  | {
      readonly kind: 'colour';
      readonly band: HueBand;
      /** On the grading wheels. */
      readonly hueDegrees: number;
      /** True for a noun that names the pixels ("the greens"), false for an adjective ("greener"). */
      readonly pixels: boolean;
    }
  /** Several wishes of which each has its place: "make the subject stand out". */
  | {
      readonly kind: 'idiom';
      readonly goals: readonly { readonly axis: Axis; readonly amount: number; readonly region: Region | null }[];
    }
  | { readonly kind: 'look'; readonly look: LookName }
  /** `praise`: in a clause of its own beside a wish it praises: "nice, but a little less". */
  | { readonly kind: 'correction'; readonly what: readonly CorrectionKind[]; readonly praise?: boolean }
  /** "split toning" announces tonings and asks for nothing itself. */
  | { readonly kind: 'grading' }
  | { readonly kind: 'geometry'; readonly aspect: Geometry['aspect']; readonly straighten: boolean }
  | { readonly kind: 'crop' }
  /** A switch or a numbered choice: "remove chromatic aberration", "flip it". */
  | { readonly kind: 'setting'; readonly tool: string; readonly value: SettingValue; readonly relative: boolean }
  /** The tone curve as an S: + steeper in the middle, 0 straight. */
  | { readonly kind: 'curve'; readonly bend: number }
  | { readonly kind: 'followUp'; readonly what: FollowUpWord }
  /** "of that": marks that a bare "more" speaks of the turn before. */
  | { readonly kind: 'earlier' }
  /** "a bit" 0.3, "very" 1; `after` prefers the word before it: 亮一点; `next` begins what is wanted next: 再. */
  | { readonly kind: 'amount'; readonly size: number; readonly after?: boolean; readonly next?: boolean }
  /** "Is", "looks", 有点: what follows describes the photo as it is. */
  | { readonly kind: 'copula'; readonly size: number | null }
  /** "more", "lower". */
  | { readonly kind: 'direction'; readonly sign: Sign }
  /** "recover": what is lost comes back, highlights down and shadows up. */
  | { readonly kind: 'recover' }
  /** "add", "remove": a direction beside a develop noun, a generative request beside any other thing. */
  | { readonly kind: 'handle'; readonly sign: Sign }
  /** "replace", "erase": generative unless nothing but develop nouns stands beside it. */
  | { readonly kind: 'generate'; readonly always?: boolean }
  /** "crush", "blow out": what a constraint forbids. */
  | { readonly kind: 'harm'; readonly protect: Protection | null; readonly axis: Axis | null; readonly sign: Sign }
  | { readonly kind: 'unit'; readonly tool: string | null; readonly percent?: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly signed: boolean; readonly tool?: string }
  /** "to 20" names a value, "by 20" a change. */
  | { readonly kind: 'towards' }
  | {
      readonly kind:
        | 'negation'
        | 'excess'
        | 'lack'
        | 'keep'
        | 'change'
        | 'detail'
        | 'except'
        | 'without'
        | 'lean'
        | 'limit'
        | 'pronoun'
        | 'plural'
        | 'desire'
        | 'especially'
        | 'filler'
        | 'definite'
        | 'preposition'
        | 'join'
        | 'break'
        | 'code'
        | 'unknown';
    };

export type FollowUpWord =
  | { readonly kind: 'undo'; readonly what: 'step' | 'turn'; readonly count: number }
  | { readonly kind: 'back'; readonly to: 'original' | number }
  | { readonly kind: 'again'; readonly scale: number };

/** A row of a lexicon: a meaning and the phrases that have it, separated by `|`. */
export type LexiconRow = readonly [meaning: Meaning, phrases: string];

export interface Lexicon {
  readonly rows: readonly LexiconRow[];
}

export const wish = (axis: Axis | null, sign: Sign, beside?: Partial<Record<Axis, Sign>>): Meaning =>
  beside === undefined ? { kind: 'wish', axis, sign } : { kind: 'wish', axis, sign, beside };

export const fixedWish = (axis: Axis, sign: Sign, where?: Region): Meaning =>
  where === undefined ? { kind: 'wish', axis, sign, fixed: true } : { kind: 'wish', axis, sign, fixed: true, where };

export const matte = (name: Extract<Region, { kind: 'matte' }>['name']): Region => ({ kind: 'matte', name });

export const region = (at: Region): Meaning => ({ kind: 'region', region: at });

export const place = (at: Extract<Region, { kind: 'place' }>['place']): Meaning => region({ kind: 'place', place: at });

export function noun(
  axis: Axis | null,
  rest: { protect?: Protection | readonly Protection[]; alone?: Sign; tool?: string; inverse?: boolean } = {},
): Meaning {
  const protect = rest.protect === undefined ? [] : typeof rest.protect === 'string' ? [rest.protect] : rest.protect;
  return {
    kind: 'noun',
    axis,
    protect,
    alone: rest.alone ?? null,
    tool: rest.tool ?? null,
    inverse: rest.inverse ?? false,
  };
}
