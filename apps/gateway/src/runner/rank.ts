import type { Comparison, Evaluation } from '@safelight/core';
import { meanScore } from './next.ts';

/**
 * Ranks a group by its evaluations: R_pp of a candidate is the share of the others that it beats (JarvisEvo; a tie is no
 * win). Candidates without an evaluation have failed: they win nothing and come last.
 */
export function rank(evaluations: readonly (Evaluation | null)[]): Comparison {
  const scores = evaluations.map((evaluation) => (evaluation === null ? -Infinity : meanScore(evaluation)));
  const others = scores.length - 1;
  const winRates = scores.map((score) => scores.filter((other) => score > other).length / others);
  const order = scores.map((_, index) => index).sort((one, other) => winRates[other]! - winRates[one]! || one - other);
  const { evaluatorVersion } = evaluations.find((evaluation) => evaluation !== null)!;
  return { winRates, order, evaluatorVersion };
}
