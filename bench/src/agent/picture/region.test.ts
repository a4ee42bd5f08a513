import { describe, expect, it } from 'vitest';
import { pixelsOf } from './region.ts';

describe('pixelsOf', () => {
  it('takes the pixels whose centres lie in a box', () => {
    expect([...pixelsOf({ box: [0.5, 0, 1, 0.5] }, 4, 2)]).toEqual([2, 3]);
  });

  it('takes the pixels whose centres lie in a polygon', () => {
    // The lower left triangle of 4 × 4; centres on the diagonal itself are not inside.
    const triangle = [
      [0, 0],
      [1, 1],
      [0, 1],
    ] as const;
    expect([...pixelsOf({ polygon: triangle }, 4, 4)]).toEqual([4, 8, 9, 12, 13, 14]);
  });

  it('takes what is left outside of all exceptions', () => {
    const except = [{ box: [0, 0, 0.5, 1] as const }, { box: [0.75, 0, 1, 1] as const }];
    expect([...pixelsOf({ except }, 4, 1)]).toEqual([2]);
  });

  it('is the whole picture without a region', () => {
    expect(pixelsOf(null, 3, 2)).toHaveLength(6);
  });
});
