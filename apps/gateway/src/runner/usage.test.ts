import { defaultTurnOptions } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withinQuota } from './usage.ts';

const options = { ...defaultTurnOptions, stepsMax: 10, candidates: 2 };

describe('a turn within the quotas of the month', () => {
  it('stays as it was asked for where there is no quota', () => {
    expect(withinQuota(options, { steps: Infinity, tokens: Infinity })).toEqual(options);
  });

  it('shares the steps that are left between its candidates, and keeps the smaller budget of tokens', () => {
    const budget = { tokens: 500, costMicroUsd: null };
    const left = withinQuota({ ...options, budget }, { steps: 7, tokens: 900 });
    expect(left).toMatchObject({ stepsMax: 3, budget: { tokens: 500 } });
    expect(withinQuota({ ...options, budget }, { steps: 7, tokens: 200 }).budget.tokens).toBe(200);
  });

  it('never passes the quota by more than one step of each candidate', () => {
    const counts = fc.record({ steps: fc.nat(50), candidates: fc.integer({ min: 1, max: 8 }) });
    fc.assert(
      fc.property(counts, ({ steps, candidates }) => {
        const { stepsMax } = withinQuota({ ...options, candidates }, { steps, tokens: Infinity });
        expect(stepsMax).toBeGreaterThanOrEqual(1);
        expect(stepsMax === 1 || stepsMax * candidates <= steps).toBe(true);
      }),
    );
  });
});
