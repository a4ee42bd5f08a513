import { describe, expect, it } from 'vitest';
import { pool } from './pool.ts';

describe('pool', () => {
  it('keeps so many under way and no more, and gives results in the items’ order', async () => {
    let running = 0;
    let most = 0;
    const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    const all = pool([0, 1, 2, 3], 2, async (item) => {
      most = Math.max(most, ++running);
      await gates[item]!.promise;
      running--;
      return item * 10;
    });
    for (const item of [1, 0, 3, 2]) gates[item]!.resolve();
    expect(await all).toEqual([0, 10, 20, 30]);
    expect(most).toBe(2);
  });
});
