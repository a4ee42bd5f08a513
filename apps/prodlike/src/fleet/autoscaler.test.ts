import { demandAutoscaler } from '@safelight/autoscale';
import { describe, expect, it } from 'vitest';
import { autoscale, type Scaled } from './autoscaler.ts';
import type { Reading } from './readings.ts';
import { localSettings } from './settings.ts';

const idle: Reading = { waiting: 0, running: 0, done: 0, partitions: [] };

/** Ticks as often as there are readings; null: the figures cannot be had. */
async function scaled(readings: readonly (Reading | null)[], replicasMax: number) {
  const counts: number[] = [];
  const troubles: unknown[] = [];
  const members: number[] = [0];
  const group: Scaled = {
    get wanted() {
      return members.length;
    },
    members,
    async scaleTo(count) {
      counts.push(count);
      members.length = count;
    },
  };
  const left = readings.values();
  let next = left.next();
  const over = Promise.withResolvers<void>();
  const paces: number[] = [];
  const { runner } = localSettings({ replicasMax, spareReplicas: 0, timeFactor: 30 });
  const scaling = autoscale({
    ...{ group, timeFactor: 30, autoscaler: demandAutoscaler(runner) },
    read: async () => {
      const { value } = next;
      next = left.next();
      if (value === null || value === undefined) throw new Error('nobody answers');
      return value;
    },
    onSeen: () => undefined,
    onDecision: () => undefined,
    onTrouble: (error) => troubles.push(error),
    wait: async (ms, signal) => {
      paces.push(ms);
      if (next.done !== true) return;
      over.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
  });
  await over.promise;
  await scaling[Symbol.asyncDispose]();
  return { counts, troubles, paceMs: paces[0] };
}

const busy = (turns: number, done: number): Reading => ({ ...idle, running: 2, waiting: turns - 2, done });

describe('the rule beside processes', () => {
  it('follows the load out, and back in after the window, within the bound', async () => {
    const rush = Array.from({ length: 4 }, (_, index) => busy(20, index));
    const calm = Array.from({ length: 15 }, () => ({ ...idle, done: 4 }));
    const { counts, paceMs } = await scaled([idle, ...rush, ...calm], 3);
    expect(Math.max(...counts)).toBe(3);
    expect(counts.at(-1)).toBe(1);
    // 180 s of window are twelve ticks of 15 s.
    expect(counts.slice(5, 16)).toEqual(Array.from({ length: 11 }, () => 3));
    expect(paceMs).toBe(500);
  });

  it('leaves everything as it is while figures cannot be had', async () => {
    const { counts, troubles } = await scaled([busy(20, 0), null, null, busy(20, 1)], 3);
    expect(troubles).toHaveLength(2);
    expect(counts).toHaveLength(2);
  });

  it('does not grow for work that never ends', async () => {
    const { counts } = await scaled(
      Array.from({ length: 10 }, () => busy(20, 7)),
      8,
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });
});
