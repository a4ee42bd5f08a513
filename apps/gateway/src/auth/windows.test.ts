import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Windows } from './windows.ts';

describe('windows', () => {
  it('take their quota and no more until they end, then begin anew', () => {
    const windows = new Windows(1_000, 10);
    const left = [0, 1, 2, 3].map((now) => windows.take('a', 3, now).left);
    expect(left).toEqual([2, 1, 0, 0]);
    expect(windows.peek('a', 3, 999)).toEqual({ left: 0, endsInMs: 1 });
    expect(windows.take('a', 3, 1_000)).toEqual({ left: 2, endsInMs: 1_000 });
  });

  it('never let more than the quota through within one window, and never hold more subjects than they may', () => {
    const requests = fc.array(fc.record({ subject: fc.nat(20), waitMs: fc.nat(300) }), { maxLength: 200 });
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 5 }), (sent, quota) => {
        const windows = new Windows(1_000, 30);
        const begins = new Map<number, { at: number; count: number }>();
        let now = 0;
        for (const { subject, waitMs } of sent) {
          now += waitMs;
          const isOver = windows.peek(String(subject), quota, now).left === 0;
          windows.take(String(subject), quota, now);
          expect(windows.size).toBeLessThanOrEqual(30);
          const begun = begins.get(subject);
          const window = begun === undefined || begun.at + 1_000 <= now ? { at: now, count: 0 } : begun;
          expect(isOver).toBe(window.count >= quota);
          begins.set(subject, { at: window.at, count: window.count + 1 });
        }
      }),
    );
  });

  it('forget the window that ends first when there are too many subjects', () => {
    const windows = new Windows(1_000, 3);
    for (const [now, subject] of ['a', 'b', 'c', 'd'].entries()) windows.take(subject, 1, now);
    expect(windows.size).toBe(3);
    expect([windows.peek('a', 1, 5).left, windows.peek('b', 1, 5).left]).toEqual([1, 0]);
  });
});
