import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plcc, ranks, srcc } from './correlation.ts';

describe('ranks', () => {
  it('gives equal values the mean of their ranks', () => {
    expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
    expect(ranks([7, 7, 7])).toEqual([2, 2, 2]);
  });
});

describe('srcc', () => {
  it('is 1 − 6Σd² / (n(n² − 1)) without ties, by hand', () => {
    // Ranks 1..5 against 2, 1, 4, 3, 5: Σd² = 4.
    expect(srcc([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
  });

  it('takes mean ranks for ties, by hand', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: Σxy − nx̄ȳ = 29.5 − 25 = 4.5; variances 4.5 and 5.
    expect(srcc([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('does not change when one side is stretched by a rising function', () => {
    const values = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(values, (x) => {
        const y = x.map((value, index) => value + (index % 3));
        expect(
          srcc(
            x.map((value) => Math.exp(value / 10)),
            y,
          ),
        ).toEqual(srcc(x, y));
      }),
    );
  });
});

describe('plcc', () => {
  it('is cov / (σx σy), by hand', () => {
    // Means 2 and 4; Σdxdy = 5, Σdx² = 2, Σdy² = 14.
    expect(plcc([1, 2, 3], [2, 3, 7])).toBeCloseTo(5 / Math.sqrt(2 * 14), 12);
  });

  it('is −1 for a falling line', () => {
    expect(plcc([1, 2, 3], [30, 20, 10])).toBeCloseTo(-1, 12);
  });

  it('tells nothing of one pair or of scores that do not vary', () => {
    expect(plcc([1], [1])).toBeNull();
    expect(plcc([3, 3, 3], [1, 2, 3])).toBeNull();
  });

  it('refuses lists of different lengths', () => {
    expect(() => plcc([1, 2], [1])).toThrow(/pairs/);
  });
});
