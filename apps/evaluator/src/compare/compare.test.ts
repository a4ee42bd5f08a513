import type { Evaluation } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonOf, overallOf, preferByScore } from './compare.ts';
import { pairsOf, winRatesOf } from './win-rates.ts';

/** Aesthetic and instruction alike, so that the overall score is the number itself. */
const scored = (score: number): Evaluation => ({
  scores: { aesthetic: score, instruction: score },
  confidence: 1,
  metrics: [],
  rationale: '',
  evaluatorVersion: 'test/1',
});
const ratesOf = (scores: readonly number[]): readonly number[] => {
  const evaluations = scores.map(scored);
  return comparisonOf(evaluations, preferByScore(evaluations, 'en'), 'test/1').winRates;
};
const group = fc.array(fc.integer({ min: 10, max: 50 }), { minLength: 2, maxLength: 8 });

describe('win rates', () => {
  it('of 4.3, 3.4, 2.6 and 1.2 are those of the JarvisEvo figure', () => {
    expect(ratesOf([4.3, 3.4, 2.6, 1.2]).map((rate) => Math.round(100 * rate) / 100)).toEqual([1, 0.67, 0.33, 0]);
  });

  it('give nothing for a tie', () => {
    expect(ratesOf([3, 3, 3])).toEqual([0, 0, 0]);
    expect(ratesOf([4, 4, 1])).toEqual([0.5, 0.5, 0]);
  });

  it('are permuted when the candidates are', () => {
    fc.assert(
      fc.property(
        group.chain((scores) =>
          fc.tuple(fc.constant(scores), fc.shuffledSubarray([...scores.keys()], { minLength: scores.length })),
        ),
        ([scores, order]) => {
          const rates = ratesOf(scores);
          expect(ratesOf(order.map((at) => scores[at]!))).toEqual(order.map((at) => rates[at]!));
        },
      ),
    );
  });

  it('sum to at most half of the candidates, and to exactly that without ties', () => {
    fc.assert(
      fc.property(group, (scores) => {
        const sum = ratesOf(scores).reduce((total, rate) => total + rate, 0);
        expect(sum).toBeLessThanOrEqual(scores.length / 2 + 1e-9);
        if (new Set(scores).size === scores.length) expect(sum).toBeCloseTo(scores.length / 2, 9);
      }),
    );
  });

  it('are counted from any list of wins', () => {
    expect(pairsOf(3)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(winRatesOf(3, [{ winner: 1 }, { winner: null }, { winner: 1 }])).toEqual([0, 1, 0]);
  });
});

describe('the order', () => {
  it('is best first, and by score where win rates are equal', () => {
    const evaluations = [2, 4, 3].map(scored);
    const ties = pairsOf(3).map(([one, other]) => ({ one, other, winner: null, evidence: '' }));
    expect(comparisonOf(evaluations, preferByScore(evaluations, 'en'), 'x').order).toEqual([1, 2, 0]);
    expect(comparisonOf(evaluations, ties, 'x').order).toEqual([1, 2, 0]);
  });
});

describe('the overall score', () => {
  it('does not let one score make up for the other', () => {
    expect(overallOf({ aesthetic: 5, instruction: 1 })).toBeLessThan(overallOf({ aesthetic: 3, instruction: 3 }));
  });
});
