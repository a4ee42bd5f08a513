import type { Axis, CorrectionKind, Geometry, Protection, Region, Toning } from '../intent.ts';
import type { HueBand, SettingValue } from '@safelight/core';
import type { FollowUpWord, Meaning, Sign } from '../lexicon/meaning.ts';
import type { LookName } from '../looks/index.ts';

export interface Place {
  from: number;
  to: number;
}

/** What one clause says, in order; `combine/` makes the intent of all clauses' statements. */
export type Statement = Readonly<Place> &
  (
    | {
        readonly kind: 'goal';
        readonly axis: Axis;
        readonly region: Region | null;
        readonly sign: Sign;
        readonly size: number | null;
        /** The slider that was named: "vibrance" is not "saturation", though one axis stands for both. */
        readonly tool?: string | null;
      }
    /** "not too warm": whatever else asks for it, keep it small. */
    | { readonly kind: 'cap'; readonly axis: Axis; readonly region: Region | null; readonly sign: Sign }
    /** "no vignette": whatever else asks for it, leave it out. */
    | { readonly kind: 'none'; readonly axis: Axis; readonly region: Region | null }
    | { readonly kind: 'look'; readonly look: LookName; readonly size: number | null }
    | { readonly kind: 'noLook'; readonly look: LookName }
    | {
        readonly kind: 'toning';
        readonly tone: Toning['tone'];
        readonly hueDegrees: number;
        readonly size: number | null;
      }
    | { readonly kind: 'recolour'; readonly band: HueBand; readonly towards: HueBand; readonly size: number | null }
    | { readonly kind: 'geometry'; readonly aspect: Geometry['aspect']; readonly straighten: boolean }
    | { readonly kind: 'constraint'; readonly protect: Protection; readonly region: Region | null }
    /** `praise`: nothing but that stands in its clause; beside a wish it asks for nothing. */
    | { readonly kind: 'correction'; readonly what: CorrectionKind; readonly praise?: boolean }
    | {
        readonly kind: 'explicit';
        readonly tool: string;
        readonly value: SettingValue;
        readonly region: Region | null;
        readonly relative: boolean;
      }
    | { readonly kind: 'outOfRange'; readonly tool: string; readonly min: number; readonly max: number }
    /** "Subtle": how strongly everything without an amount of its own is wanted. */
    | { readonly kind: 'measure'; readonly size: number }
    | { readonly kind: 'followUp'; readonly what: FollowUpWord }
    /** "Keep the grain": nothing is to be done, and that is understood. */
    | { readonly kind: 'noted' }
    /** "The sky is too bright, bring it down a bit": how strongly what the clause before wants is wanted. */
    | { readonly kind: 'sized'; readonly size: number | null }
    /** A word taken for something near; the other statements say what is done. */
    | { readonly kind: 'guess'; readonly meaning: { readonly en: string; readonly zh: string } }
    | { readonly kind: 'notDevelopWork' }
    /** `thing` is where the thing without a matte stands, when that is why. */
    | { readonly kind: 'notUnderstood'; readonly thing?: Readonly<Place> }
  );

type Of<Kind extends Meaning['kind']> = Extract<Meaning, { kind: Kind }>;

/** The words of a clause that say something, while their neighbours are being read. */
export type Item = Place & {
  size: number | null;
  /** A "not" stood before it. */
  negated: boolean;
  /** A "too" stood before it. */
  excess: boolean;
  kept: boolean;
} & (
    | { kind: 'wish'; meaning: Of<'wish'>; sign: Sign }
    | { kind: 'noun'; meaning: Of<'noun'>; sign: Sign | null; signedAt: number | null }
    | { kind: 'colour'; meaning: Of<'colour'>; sign: Sign | null; signedAt: number | null; leaning: boolean }
    | { kind: 'look'; meaning: Of<'look'> }
    | { kind: 'idiom'; meaning: Of<'idiom'>; sign: Sign }
    | { kind: 'correction'; meaning: Of<'correction'> }
    | { kind: 'harm'; meaning: Of<'harm'> }
    | { kind: 'geometry'; meaning: Of<'geometry'> }
    | { kind: 'setting'; meaning: Of<'setting'>; sign: Sign }
    | { kind: 'curve'; meaning: Of<'curve'>; sign: Sign }
    | { kind: 'followUp'; meaning: Of<'followUp'> }
    | { kind: 'thing' }
    | { kind: 'unknown' }
  );

export type ItemOf<Kind extends Item['kind']> = Extract<Item, { kind: Kind }>;

/** Regions named together in a clause ("eyes and teeth"), and where. */
export interface NamedRegions {
  readonly regions: readonly Region[];
  readonly from: number;
  readonly to: number;
}

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
