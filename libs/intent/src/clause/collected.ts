import type { Meaning } from '../lexicon/meaning.ts';
import type { Item, ItemOf, NamedRegions } from './reading.ts';
import type { Steering } from './steering.ts';

/** A number with the slider that its unit names, when it has one. */
export interface Figure {
  readonly value: number;
  readonly signed: boolean;
  /** "to 20": the value itself, not a change. */
  readonly absolute: boolean;
  readonly from: number;
  to: number;
  unit: string | null;
  percent: boolean;
}

export interface Collected {
  readonly items: readonly Item[];
  readonly figures: readonly Figure[];
  readonly regions: readonly NamedRegions[];
  /** "the photo", "overall": all of it. */
  readonly whole: boolean;
  readonly steering: Steering;
  /** Whether the clause has steering words of its own. */
  readonly steered: boolean;
  /** "to", "into": what follows is where it goes. */
  readonly towards: boolean;
  /** "of that", "again". */
  readonly earlier: boolean;
  /** "it": the region that the clause before began with; "them": those that it named. */
  readonly pronoun: 'single' | 'plural' | null;
  /** "Except the sky": what is named is left alone, the rest of the clause is about everything else. */
  readonly except: boolean;
  readonly guesses: readonly {
    readonly from: number;
    readonly to: number;
    readonly meaning: { en: string; zh: string };
  }[];
}

/** A clause while it is read from left to right. */
export interface Draft {
  readonly state: Steering;
  readonly items: Item[];
  readonly figures: Figure[];
  readonly regions: NamedRegions[];
  readonly guesses: { from: number; to: number; meaning: { en: string; zh: string } }[];
  whole: boolean;
  steered: boolean;
  earlier: boolean;
  except: boolean;
  pronoun: 'single' | 'plural' | null;
  /** A 偏 stands before the word that comes. */
  leaning: boolean;
  /** "Is" or "looks" stands before it, and no "make" or "want" before that. */
  judged: boolean;
  desired: boolean;
  /** The look that a "stronger" behind it has taken: 电影感强一点 is more of it, not a bit of it. */
  strengthened: Item | null;
  /** The noun whose direction the item behind it took; a direction of its own gives it back: "highlights down whites up". */
  lender: Item | null;
  /** "To" stands before the number that comes. */
  towards: boolean;
  sawTowards: boolean;
  /** Nothing but other regions stood since the last region. */
  regionsJoin: boolean;
}

const contents: readonly Meaning['kind'][] = [
  'wish',
  'noun',
  'colour',
  'look',
  'idiom',
  'correction',
  'harm',
  'geometry',
  'setting',
  'curve',
  'thing',
  'unknown',
  'region',
];

export const isContent = ({ kind }: Meaning): boolean => contents.includes(kind);

export function isTone(item: Item): item is ItemOf<'noun'> {
  return item.kind === 'noun' && (item.meaning.axis === 'shadows' || item.meaning.axis === 'highlights');
}
