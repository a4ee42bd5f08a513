import type { Sign } from '../lexicon/meaning.ts';

/** What steers the items of a clause; a joined clause without steering words of its own takes over the earlier one's. */
export interface Steering {
  sign: Sign | null;
  /** Where the word stands that gave the sign. */
  signAt: number | null;
  size: number | null;
  negated: boolean;
  excess: boolean;
  keep: boolean;
  change: boolean;
  detail: boolean;
  recover: boolean;
  generate: boolean;
  /** "add" +1, "remove" −1. */
  handle: Sign | null;
}

export const noSteering: Steering = {
  sign: null,
  signAt: null,
  size: null,
  negated: false,
  excess: false,
  keep: false,
  change: false,
  detail: false,
  recover: false,
  generate: false,
  handle: null,
};

/** "a bit more": the gentle word decides; of two strong words the stronger. */
export function gentler(first: number | null, second: number): number {
  if (first === null) return second;
  return Math.min(first, second) <= 0.3 ? Math.min(first, second) : Math.max(first, second);
}

export function gentlerOf(first: number | null, second: number | null): number | null {
  return second === null ? first : gentler(first, second);
}

export function recoverySign(axis: string | null): Sign {
  return axis === 'highlights' ? -1 : 1;
}
