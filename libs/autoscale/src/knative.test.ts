/** Cases and figures of knative/serving pkg/autoscaler/scaling/autoscaler_test.go, whose targets are given whole. */
import { describe, expect, it } from 'vitest';
import { knativeDefault, knativeReplicas, type KnativeMeans, type KnativeState } from './knative.ts';

const calm = { panicSince: null, panicReplicasMax: 0 };

function decide(
  target: number,
  means: KnativeMeans,
  ready: number,
  before: Pick<KnativeState, 'panicSince' | 'panicReplicasMax'> = calm,
  rates: { readonly scaleUpRateMax?: number; readonly scaleDownRateMax?: number } = {},
  atSeconds = 0,
) {
  const settings = {
    ...knativeDefault,
    concurrencyTarget: target,
    targetShare: 1,
    scaleUpRateMax: 10,
    scaleDownRateMax: 10,
  };
  return knativeReplicas({ ...settings, ...rates }, means, { atSeconds, ready }, before);
}

describe('Knative’s decision', () => {
  it('asks for 15 pods for 100 requests at 70 % of 10', () => {
    const settings = { ...knativeDefault, concurrencyTarget: 10 };
    const { replicas } = knativeReplicas(settings, { stable: 100, panic: 100 }, { atSeconds: 0, ready: 15 }, calm);
    expect(replicas).toBe(15);
  });

  it.each([
    ['no change', 10, { stable: 50, panic: 50 }, 1, calm, {}, 5],
    ['no change, scaled already', 10, { stable: 50, panic: 50 }, 5, calm, {}, 5],
    ['panic doubles', 10, { stable: 50, panic: 100 }, 1, calm, {}, 10],
    ['the stable mean is larger', 1, { stable: 50, panic: 30 }, 5, { panicSince: -5, panicReplicasMax: 5 }, {}, 50],
    ['the stable mean is smaller', 1, { stable: 20, panic: 30 }, 5, { panicSince: -5, panicReplicasMax: 5 }, {}, 30],
    ['up by one at a rate of 1.1', 1, { stable: 3, panic: 3.1 }, 2, calm, { scaleUpRateMax: 1.1 }, 3],
    ['down at a rate of 1.1', 10, { stable: 1, panic: 1 }, 100, calm, { scaleDownRateMax: 1.1 }, 90],
    ['ten times at most', 10, { stable: 1000, panic: 1001 }, 1, calm, {}, 10],
  ] as const)('%s', (_, target, means, ready, before, rates, wanted) => {
    expect(decide(target, means, ready, before, rates).replicas).toBe(wanted);
  });

  it('tracks a load that grows sixfold each time', () => {
    expect(
      [6, 36, 216, 1296].map((load, step) => decide(1, { stable: load, panic: load }, 6 ** step).replicas),
    ).toEqual([6, 36, 216, 1296]);
  });

  it('keeps what it reached in panic, and lets go when a stable window is over', () => {
    const rush = decide(10, { stable: 100, panic: 1000 }, 10);
    expect(rush).toEqual({ replicas: 100, panicSince: 0, panicReplicasMax: 100 });
    const half = decide(10, { stable: 1, panic: 1 }, 10, rush, {}, 30);
    expect(half.replicas).toBe(100);
    expect(decide(10, { stable: 1, panic: 1 }, 10, half, {}, 61)).toEqual({
      replicas: 1,
      panicSince: null,
      panicReplicasMax: 0,
    });
  });

  it('extends the panic while the rush goes on', () => {
    const rush = decide(1, { stable: 11, panic: 25 }, 10);
    expect(rush).toMatchObject({ replicas: 25, panicSince: 0 });
    expect(decide(1, { stable: 30, panic: 80 }, 40, rush, {}, 30)).toMatchObject({ replicas: 80, panicSince: 30 });
    expect(decide(1, { stable: 30, panic: 41 }, 40, rush, {}, 30)).toMatchObject({ replicas: 41, panicSince: 0 });
  });
});
