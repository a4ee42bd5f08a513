import { describe, expect, it } from 'vitest';
import { overall, summarise } from './score.ts';

describe('overall', () => {
  it('is the geometric mean of both scores', () => {
    expect(overall(4, 9)).toBe(6);
    expect(overall(0, 10)).toBe(0);
  });

  it('averaged per picture is not the root of the averages', () => {
    const pictures = [
      [1, 9],
      [9, 1],
    ] as const;
    const { mean } = summarise(pictures.map(([sc, pq]) => overall(sc, pq)));
    // √(mean SC · mean PQ) would be 5.
    expect(mean).toBe(3);
  });

  it('refuses a score outside 0..10', () => {
    expect(() => overall(11, 5)).toThrow(/sc is 11/);
    expect(() => overall(5, Number.NaN)).toThrow(/pq is NaN/);
  });
});

describe('summarise', () => {
  it('counts failures instead of dropping them', () => {
    expect(summarise([2, null, 4, null])).toEqual({ mean: 3, succeeded: 2, failed: 2 });
  });

  it('has no mean when everything failed', () => {
    expect(summarise([null])).toEqual({ mean: null, succeeded: 0, failed: 1 });
  });

  it('refuses a figure that is none, which would spoil the mean unseen', () => {
    expect(() => summarise([1, Number.NaN])).toThrow(/no figure/);
  });
});
