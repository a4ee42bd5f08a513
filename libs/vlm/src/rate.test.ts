import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../tests/support.ts';
import { estimateTokens } from './estimate.ts';
import { RateLimiter } from './rate.ts';
import { Slots } from './slots.ts';

const signal = new AbortController().signal;
const places = { concurrencyMax: 1, queueLengthMax: 4 };

describe('a limit of tokens per minute', () => {
  it('is never exceeded over any minutes after the first, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 30 }), async (sizes) => {
        const clock = testClock();
        const limiter = new RateLimiter({ requestsPerMinute: null, tokensPerMinute: 600, ...places }, clock);
        let sum = 0;
        for (const size of sizes) {
          await limiter.take(size, signal);
          sum += size;
          // One full bucket at the start, and one request may overdraw it.
          expect(sum).toBeLessThanOrEqual(600 + (600 * clock.now()) / 60_000 + 900 + 1e-6);
        }
      }),
    );
  });

  it('gives back what was reserved and not used', async () => {
    const clock = testClock();
    const limiter = new RateLimiter({ requestsPerMinute: null, tokensPerMinute: 600, ...places }, clock);
    const settle = await limiter.take(600, signal);
    settle(100);
    await limiter.take(500, signal);
    expect(clock.slept).toEqual([]);
  });
});

describe('places', () => {
  it('go to those who wait in their order, past those who left', async () => {
    const slots = new Slots(places);
    const order: number[] = [];
    const leaving = new AbortController();
    const first = await slots.take(signal);
    const queue = [1, 2, 3].map(async (number) => {
      const giveBack = await slots.take(number === 2 ? leaving.signal : signal);
      order.push(number);
      giveBack();
    });
    leaving.abort(new Error('left'));
    first();
    const results = await Promise.allSettled(queue);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual([1, 3]);
    (await slots.take(signal))();
  });
});

describe('a guess at tokens', () => {
  it('counts Chinese by the character and English by four', () => {
    expect(estimateTokens('abcdefgh')).toBe(2);
    expect(estimateTokens('天空太暗')).toBe(4);
  });
});
