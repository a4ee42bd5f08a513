import type { Preference } from '../backend/backend.ts';

/** Every pair of G candidates once, one < other. */
export function pairsOf(candidates: number): readonly (readonly [one: number, other: number])[] {
  return Array.from({ length: candidates }, (_, one) =>
    Array.from({ length: candidates - one - 1 }, (_unused, step) => [one, one + step + 1] as const),
  ).flat();
}

/** R_pp (JarvisEvo): the share of its rivals that a candidate beats; a tie is a win for neither. */
export function winRatesOf(candidates: number, preferences: readonly Pick<Preference, 'winner'>[]): readonly number[] {
  const wins = new Array<number>(candidates).fill(0);
  for (const { winner } of preferences) if (winner !== null) wins[winner]! += 1;
  return wins.map((count) => count / (candidates - 1));
}

/** Candidate numbers, best first: by win rate, then by score; what is equal in both keeps its order. */
export function orderOf(winRates: readonly number[], scores: readonly number[]): readonly number[] {
  return winRates
    .map((_, index) => index)
    .sort((one, other) => winRates[other]! - winRates[one]! || scores[other]! - scores[one]!);
}
