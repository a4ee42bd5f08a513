import type { HueBand, Locale, RegionName, ToolCall } from '@safelight/core';

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
  'sharpness', // sharp edges / soft
  'texture', // fine structure / smoothed, as of skin
  'noise', // noisy / cleaned
  'blur', // out of focus / in focus; of a region, such as the background
] as const;
export type Axis = (typeof axes)[number];

/** A part of the picture by its place in the frame. */
export const places = ['left', 'right', 'top', 'bottom', 'centre', 'edges', 'foreground'] as const;
export type Place = (typeof places)[number];

/** Where a wish acts. */
export type Region =
  /** What a matte of `libs/perception` covers. */
  | { readonly kind: 'matte'; readonly name: RegionName }
  | { readonly kind: 'place'; readonly place: Place }
  /** "the greens": pixels of a hue band. */
  | { readonly kind: 'colour'; readonly band: HueBand }
  /** "warm highlights": a range of tones, for wishes that are not about these tones' own lightness. */
  | { readonly kind: 'tone'; readonly tone: 'shadows' | 'midtones' | 'highlights' };

/** One wish: move an axis. */
export interface Goal {
  readonly axis: Axis;
  /** Null = the whole photo. */
  readonly region: Region | null;
  /** −1 .. 1, not 0: sign = direction, size = how strongly ("a bit" ≈ 0.3, plain ≈ 0.6, "very" ≈ 1). */
  readonly amount: number;
  /** The words of the instruction behind it, verbatim. */
  readonly source: string;
  /** Name of the look that brought it ("golden hour"), or null for a direct wish. */
  readonly look: string | null;
}

/** A wish to give tones a colour: "teal shadows", "orange light in the highlights". */
export interface Toning {
  readonly tone: 'shadows' | 'midtones' | 'highlights' | 'all';
  /** Hue of the colour-grading wheels, 0 .. 360 degrees (0 red, 60 yellow, 120 green, 180 cyan, 240 blue, 300 magenta). */
  readonly hueDegrees: number;
  /** 0 .. 1, more than 0. */
  readonly amount: number;
  readonly source: string;
  readonly look: string | null;
}

/** A wish to turn one band's hue towards another: "make the greens more yellow". */
export interface Recolour {
  readonly band: HueBand;
  readonly towards: HueBand;
  /** 0 .. 1, more than 0. */
  readonly amount: number;
  readonly source: string;
  readonly look: string | null;
}

/** What is asked of the frame. The photo says what it takes: its size the crop, its horizon the angle. */
export interface Geometry {
  /** Width ÷ height of a crop; `original` undoes a crop. */
  readonly aspect: number | 'original' | null;
  /** Level the horizon by looking. */
  readonly straighten: boolean;
  readonly source: string;
}

/** What must stay as it is. `all` = leave it alone, with a region: "don't touch the sky". */
export type Protection = 'shadows' | 'highlights' | 'skin' | 'colour' | 'contrast' | 'lightness' | 'all';

export interface Constraint {
  readonly protect: Protection;
  /** Null = everywhere. */
  readonly region: Region | null;
  readonly source: string;
}

/** What is to be put right by looking at the picture: no direction is given, the photo itself says which. */
export const corrections = ['exposure', 'whiteBalance', 'contrast', 'colour'] as const;
export type CorrectionKind = (typeof corrections)[number];

export interface Correction {
  readonly what: CorrectionKind;
  readonly source: string;
}

/** A wish about what was done before in the session. */
export type FollowUp =
  /** Take back the last `count` steps or turns. */
  | { readonly kind: 'undo'; readonly what: 'step' | 'turn'; readonly count: number; readonly source: string }
  /** Go on from the untouched photo, or from the result of a turn (1 = the first, −1 = the one before the last). */
  | { readonly kind: 'back'; readonly to: 'original' | number; readonly source: string }
  /** The last turn's change at another strength: 0.6 = two fifths less, 1 = as it is, 1.4 = two fifths more. */
  | { readonly kind: 'again'; readonly scale: number; readonly source: string };

/** An exact setting. Tools are those of the whole photo; with a region the planner takes the local tool that matches. */
export interface ExplicitCall extends ToolCall {
  /** Null = the whole photo. */
  readonly region: Region | null;
  /** True when `value` is added to the setting that the turn began with ("+0.7 EV", "lift the shadows 30"). */
  readonly relative: boolean;
  readonly source: string;
}

/** A number past its tool's range: it is not applied, the range is told. */
export interface OutOfRange {
  readonly source: string;
  readonly tool: string;
  readonly min: number;
  readonly max: number;
}

/** Why a part of `notUnderstood` cannot be followed, where that is known. */
export type Reason =
  /** Names a thing that no matte covers ("the car"); `thing` verbatim. */
  | { readonly why: 'noRegion'; readonly source: string; readonly thing: string }
  /** Speaks of an earlier turn, and there is none. */
  | { readonly why: 'noHistory'; readonly source: string };

/** What an instruction asks for. */
export interface Intent {
  readonly locale: Locale;
  /** At most one per axis and region: later and direct wishes win over a look's. */
  readonly goals: readonly Goal[];
  readonly tonings: readonly Toning[];
  readonly recolours: readonly Recolour[];
  readonly geometry: Geometry | null;
  /** In order; they come before everything else that is asked. */
  readonly followUps: readonly FollowUp[];
  readonly constraints: readonly Constraint[];
  /** "fix it", "auto", "remove the colour cast": at most one of each kind. */
  readonly corrections: readonly Correction[];
  /** Named looks, canonical English names, in order. */
  readonly looks: readonly string[];
  /** Exact settings asked for ("+0.7 EV", "contrast 20", an S-curve as curve points); at most one per tool and region. */
  readonly explicit: readonly ExplicitCall[];
  /** Settings asked for with a number that their tool does not take. */
  readonly outOfRange: readonly OutOfRange[];
  /** Wishes that contradict an earlier one; the later one is done. Verbatim. */
  readonly contradictions: readonly { readonly earlier: string; readonly later: string }[];
  /** Words taken for something near ("grass": the greens), or found likely by the classifier; said aloud. Verbatim. */
  readonly guessed: readonly { readonly source: string; readonly meaning: string }[];
  /** Parts that ask that something stay away or as it is where nothing brings it: "not too sharp". Verbatim. */
  readonly noted: readonly string[];
  /** Parts that ask to add, remove or replace things: not develop work, verbatim. */
  readonly notDevelopWork: readonly string[];
  /** Parts that were not understood, verbatim. */
  readonly notUnderstood: readonly string[];
  readonly reasons: readonly Reason[];
}
