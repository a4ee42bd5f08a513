import type { Fault } from '@safelight/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueuePolicy } from '../repository/config.ts';
import { RequestQueue, type Waiting } from './queue.ts';

interface Named extends Waiting {
  readonly name: string;
}

const patient: QueuePolicy = {
  timeout_action: 'REJECT',
  default_timeout_microseconds: 0,
  allow_timeout_override: false,
  max_queue_size: 0,
};
const refused: string[] = [];

const work = (name: string, given: Partial<Waiting> = {}): Named => ({
  ...{ name, rows: 1, key: '', tenant: '', level: 1, timeoutMs: 0, queuedAtMs: 0 },
  refuse: (fault: Fault) => void refused.push(`${name}: ${fault.code}`),
  ...given,
});
const queue = (policy: Partial<QueuePolicy> = {}, levels = 2) =>
  new RequestQueue<Named>({ levels, policyOf: () => ({ ...patient, ...policy }), lengthMax: 100 });
const names = (taken: readonly Named[]): string => taken.map(({ name }) => name).join(' ');

beforeEach(() => {
  refused.length = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('the queue of a model', () => {
  it('serves a higher priority first, and fills the batch from the next', () => {
    const waiting = queue();
    for (const one of [work('a', { level: 2 }), work('b', { level: 1 }), work('c', { level: 2 })]) waiting.add(one);
    expect(names(waiting.take(2))).toBe('b a');
    expect(names(waiting.take(2))).toBe('c');
  });

  it('takes the tenants of a level in turn, however many requests one of them has', () => {
    const waiting = queue();
    for (const name of ['a1', 'a2', 'a3', 'a4']) waiting.add(work(name, { tenant: 'a' }));
    for (const name of ['b1', 'b2']) waiting.add(work(name, { tenant: 'b' }));
    expect(names(waiting.take(4))).toBe('a1 b1 a2 b2');
  });

  it('counts rows and not requests for the turn of a tenant', () => {
    const waiting = queue();
    for (const name of ['a1', 'a2']) waiting.add(work(name, { tenant: 'a', rows: 4 }));
    for (const name of ['b1', 'b2', 'b3', 'b4', 'b5']) waiting.add(work(name, { tenant: 'b' }));
    const order = Array.from({ length: 7 }, () => names(waiting.take(1))).join(' ');
    expect(order).toBe('a1 b1 b2 b3 b4 a2 b5');
  });

  it('joins only requests of the same shape', () => {
    const waiting = queue();
    for (const one of [
      work('a', { key: 'x' }),
      work('b', { key: 'y', tenant: 'b' }),
      work('c', { key: 'x', tenant: 'c' }),
    ])
      waiting.add(one);
    expect(names(waiting.take(8))).toBe('a c');
  });

  it('refuses a newcomer when it is full, and tells when to try again', () => {
    const waiting = queue({ max_queue_size: 1 });
    waiting.add(work('a'));
    expect(() => waiting.add(work('b'))).toThrow(
      expect.objectContaining({ code: 'request.tooMany', retryAfterSeconds: 1 }) as Error,
    );
    expect(waiting.length).toBe(1);
  });

  it('lets another tenant in when it is full, at the cost of the newest of who has the most', () => {
    const waiting = queue({ max_queue_size: 3 });
    for (const name of ['a1', 'a2', 'a3']) waiting.add(work(name, { tenant: 'a' }));
    waiting.add(work('b1', { tenant: 'b' }));
    expect(refused).toEqual(['a3: request.tooMany']);
    expect(() => waiting.add(work('a4', { tenant: 'a' }))).toThrow(/Exceeds maximum queue size/);
    expect(names(waiting.take(8))).toBe('a1 b1 a2');
  });

  it('refuses what waited too long where the policy says REJECT', () => {
    const waiting = queue({ default_timeout_microseconds: 50_000 });
    waiting.add(work('a'));
    vi.advanceTimersByTime(49);
    waiting.add(work('b'));
    vi.advanceTimersByTime(2);
    expect(refused).toEqual(['a: request.deadlineExceeded']);
    expect(names(waiting.take(8))).toBe('b');
  });

  it('serves what waited too long after the others where the policy says DELAY', () => {
    const waiting = queue({ default_timeout_microseconds: 50_000, timeout_action: 'DELAY' });
    waiting.add(work('late'));
    vi.advanceTimersByTime(51);
    for (const name of ['b', 'c']) waiting.add(work(name));
    expect(names(waiting.take(8))).toBe('b c late');
    expect(refused).toEqual([]);
  });

  it('heeds the time that a request allows only where the policy lets it', () => {
    for (const [allow, expected] of [
      [true, ['a: request.deadlineExceeded']],
      [false, []],
    ] as const) {
      refused.length = 0;
      queue({ allow_timeout_override: allow }).add(work('a', { timeoutMs: 10 }));
      vi.advanceTimersByTime(20);
      expect(refused).toEqual(expected);
    }
  });

  it('serves or refuses every request exactly once, in batches of one shape within the limit', () => {
    const step = fc.oneof(
      fc.record({
        ...{ rows: fc.integer({ min: 1, max: 4 }), key: fc.constantFrom('x', 'y') },
        ...{ tenant: fc.constantFrom('a', 'b', 'c'), level: fc.constantFrom(1, 2) },
      }),
      fc.record({ take: fc.integer({ min: 4, max: 8 }) }),
      fc.record({ remove: fc.nat(30) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        refused.length = 0;
        const waiting = queue({ max_queue_size: 6 });
        const all: Named[] = [];
        const gone: string[] = [];
        const take = (rowsMax: number): number => {
          const taken = waiting.take(rowsMax);
          expect(taken.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(rowsMax);
          expect(new Set(taken.map(({ key }) => key)).size).toBeLessThanOrEqual(1);
          gone.push(...taken.map(({ name }) => name));
          return taken.length;
        };
        for (const one of steps) {
          if ('take' in one) take(one.take);
          else if ('remove' in one) {
            const target = all[one.remove];
            if (target !== undefined && waiting.remove(target)) gone.push(target.name);
          } else {
            const added = work(String(all.length), one);
            all.push(added);
            try {
              waiting.add(added);
            } catch {
              gone.push(added.name);
            }
          }
        }
        while (take(8) > 0);
        expect(waiting.length).toBe(0);
        const ended = [...gone, ...refused.map((line) => line.split(':')[0]!)];
        expect(ended.sort()).toEqual(all.map(({ name }) => name).sort());
      }),
    );
  });
});
