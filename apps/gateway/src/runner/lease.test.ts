import { Fault } from '@safelight/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepLease } from './lease.ts';

const leaseMs = 30_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = () => Promise.reject(new Fault('database.unavailable', 'away'));

/** A database that is away between two moments, counted from now. */
function renewals(from: number, to: number) {
  const begun = Date.now();
  const times: number[] = [];
  const renew = (): Promise<void> => {
    const time = Date.now() - begun;
    if (time >= from && time < to) return away();
    times.push(time);
    return Promise.resolve();
  };
  return { renew, times };
}

describe('a lease', () => {
  it('is renewed three times within its time', async () => {
    const { renew, times } = renewals(0, 0);
    await using kept = keepLease(renew, leaseMs);
    await vi.advanceTimersByTimeAsync(leaseMs);
    expect(times).toEqual([leaseMs / 3, (2 * leaseMs) / 3, leaseMs]);
    expect(kept.lost.aborted).toBe(false);
  });

  it('survives a database that is away for less than what is left of it', async () => {
    const { renew, times } = renewals(10_000, 28_000);
    await using kept = keepLease(renew, leaseMs);
    await vi.advanceTimersByTimeAsync(leaseMs + 20_000);
    expect(times[0]).toBe(28_000);
    expect(kept.lost.aborted).toBe(false);
  });

  it('is lost when the database is away until its end, not earlier and not later', async () => {
    const { renew } = renewals(10_000, Infinity);
    await using kept = keepLease(renew, leaseMs);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(kept.lost.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept.lost.reason).toMatchObject({ code: 'database.unavailable' });
  });

  it('is lost at its end when the database takes the question and never answers', async () => {
    await using kept = keepLease(() => new Promise(() => undefined), leaseMs);
    await vi.advanceTimersByTimeAsync(leaseMs - 1);
    expect(kept.lost.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(kept.lost.aborted).toBe(true);
  });

  it('is lost at once when another runner has it', async () => {
    await using kept = keepLease(() => Promise.reject(new Fault('turn.conflict', 'taken')), leaseMs);
    await vi.advanceTimersByTimeAsync(leaseMs / 3);
    expect(kept.lost.reason).toMatchObject({ code: 'turn.conflict' });
  });
});
