/** The course of `_run_upscale_downscale_flow` in ray-project/ray python/ray/serve/tests/unit/test_autoscaling_policy.py */
import { describe, expect, it } from 'vitest';
import type { Sample } from './autoscaler.ts';
import { rayServeAutoscaler, rayServeDefault } from './rayServe.ts';

function start(replicas: number) {
  const autoscaler = rayServeAutoscaler({ ...rayServeDefault, lookBackSeconds: 1, replicasMin: 0, replicasMax: 10 });
  let state = autoscaler.begin();
  let wanted = replicas;
  let atSeconds = 0;
  /** The count after each of so many seconds at this load. */
  return (seconds: number, running: number): readonly number[] =>
    Array.from({ length: seconds }, () => {
      const sample: Sample = {
        atSeconds: atSeconds++,
        wanted,
        ready: wanted,
        waiting: running,
        running: 0,
        done: 0,
        partitions: [],
      };
      const next = autoscaler.step(state, sample);
      state = next.state;
      return (wanted = next.replicas);
    });
}

describe('Ray Serve’s decision', () => {
  it('is requests ÷ 2, when they have asked for more for 30 s', () => {
    const run = start(1);
    expect(run(30, 9).every((replicas) => replicas === 1)).toBe(true);
    expect(run(1, 9)).toEqual([5]);
  });

  it('begins to wait again when the wish turned round', () => {
    const run = start(1);
    run(20, 9);
    run(1, 2);
    expect(run(30, 9).every((replicas) => replicas === 1)).toBe(true);
    expect(run(1, 9)).toEqual([5]);
  });

  it('goes down to one after 600 s, and to none after 600 more', () => {
    const run = start(8);
    expect(run(600, 0).every((replicas) => replicas === 8)).toBe(true);
    expect(run(1, 0)).toEqual([1]);
    expect(run(600, 0).every((replicas) => replicas === 1)).toBe(true);
    expect(run(1, 0)).toEqual([0]);
  });

  it('answers the first request at once', () => {
    expect(start(0)(2, 7)).toEqual([1, 1]);
  });
});
