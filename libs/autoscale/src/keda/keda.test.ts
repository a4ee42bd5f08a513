import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../autoscaler.ts';
import { behaviorDefault } from '../hpa/behavior.ts';
import { kedaAutoscaler, kedaDefault, lagDefault, requestsInSystem } from './keda.ts';
import { lagOf } from './lag.ts';

const partitions = (...lags: readonly number[]) => lags.map((lag) => ({ lag, offset: 0 }));

describe('the lag of KEDA’s Kafka trigger', () => {
  it('is the sum over the partitions', () => {
    expect(lagOf(partitions(3, 0, 4), [], lagDefault)).toBe(7);
  });

  it('asks for no more replicas than there are partitions', () => {
    expect(lagOf(partitions(500, 500, 500), [], lagDefault)).toBe(30);
    expect(lagOf(partitions(500, 500, 500), [], { ...lagDefault, allowIdleConsumers: true })).toBe(1500);
  });

  it('leaves out, if asked to, a partition whose offset stood still since the last poll', () => {
    const settings = { ...lagDefault, excludePersistentLag: true };
    const now = [
      { lag: 9, offset: 40 },
      { lag: 5, offset: 71 },
    ];
    expect(lagOf(now, [40, 70], settings)).toBe(5);
    expect(lagOf(now, [40, 70], lagDefault)).toBe(14);
  });

  it('counts everything at the first poll', () => {
    expect(lagOf(partitions(9, 5), [], { ...lagDefault, excludePersistentLag: true })).toBe(14);
  });
});

describe('KEDA', () => {
  const settings = { ...kedaDefault, replicasMin: 0, replicasMax: 20, target: 10, behavior: behaviorDefault };
  const autoscaler = kedaAutoscaler('KEDA', settings, requestsInSystem, 0);

  /** The count over time, where nothing but KEDA changes it. */
  function play(
    loads: readonly (readonly [seconds: number, waiting: number])[],
    start = 0,
  ): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    let state = autoscaler.begin();
    let wanted = start;
    let at = 0;
    for (const [seconds, waiting] of loads) {
      for (const until = at + seconds; at < until; at += autoscaler.everySeconds) {
        const sample: Sample = { atSeconds: at, wanted, ready: wanted, waiting, running: 0, done: 0, partitions: [] };
        const next = autoscaler.step(state, sample);
        state = next.state;
        counts.set(at, (wanted = next.replicas));
      }
    }
    return counts;
  }

  it('wakes one replica at a poll, and the HPA brings the rest', () => {
    const counts = play([
      [15, 0],
      [60, 95],
    ]);
    expect([0, 15, 30, 45, 60].map((at) => counts.get(at))).toEqual([0, 0, 1, 5, 10]);
  });

  it('sleeps when nothing came for the cooldown period, not before', () => {
    const counts = play([
      [60, 9],
      [600, 0],
    ]);
    const slept = [...counts].find(([at, count]) => at > 60 && count === 0)![0];
    expect(slept).toBeGreaterThan(30 + settings.cooldownPeriodSeconds);
    expect(slept).toBeLessThanOrEqual(30 + settings.cooldownPeriodSeconds + 2 * settings.pollingIntervalSeconds);
  });

  it('never asks for less than nothing or more than its bound', () => {
    const loads = fc.array(fc.tuple(fc.constantFrom(15, 60, 300), fc.integer({ min: 0, max: 2_000 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(loads, (course) => {
        for (const count of play(course).values()) expect(count >= 0 && count <= 20).toBe(true);
      }),
    );
  });
});
