import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandOf, type DemandSettings, type Signals } from './demand.ts';
import { scaledObjectSpec, type ScaledObjectSpec } from './scaledObject.ts';
import { scaledGroups } from './settings.ts';

const addresses = { prometheus: 'http://prometheus:9090', kafka: 'kafka:9092' };
const groups = Object.entries(scaledGroups);

/** What stays in the cluster when nobody has the settings any more: everything is read back from the fragment. */
function settingsFrom(spec: ScaledObjectSpec): Omit<DemandSettings, 'spareReplicas' | 'scrapeSeconds'> {
  const metadata = (name: string) => spec.triggers.find((trigger) => trigger.name === name)?.metadata;
  const { lagThreshold, excludePersistentLag, allowIdleConsumers } = metadata('waiting')!;
  return {
    replicasMin: spec.minReplicaCount,
    replicasMax: spec.maxReplicaCount,
    pollingIntervalSeconds: spec.pollingInterval,
    cooldownPeriodSeconds: spec.cooldownPeriod,
    target: Number(spec.advanced.scalingModifiers.target),
    behavior: spec.advanced.horizontalPodAutoscalerConfig.behavior,
    progressSeconds: Number(/\[(\d+)s\]/.exec(metadata('finished')!.query!)![1]),
    lag:
      lagThreshold === undefined
        ? null
        : {
            lagThreshold: Number(lagThreshold),
            excludePersistentLag: excludePersistentLag === 'true',
            allowIdleConsumers: allowIdleConsumers === 'true',
          },
  };
}

const signals: fc.Arbitrary<Signals> = fc.record({
  running: fc.integer({ min: 0, max: 5_000 }),
  waiting: fc.integer({ min: 0, max: 5_000 }),
  finished: fc.integer({ min: 0, max: 3 }),
  ordered: fc.integer({ min: 0, max: 50 }),
});

describe.each(groups)('the ScaledObject of %s', (_, group) => {
  const spec = scaledObjectSpec(group, addresses);

  it('holds every number by which the policy is simulated', () => {
    const { spareReplicas, scrapeSeconds, ...rest } = group.settings;
    expect(settingsFrom(spec)).toEqual(rest);
    // The spare replicas are in the formula, which the next test computes. How old figures are is Prometheus' affair.
    expect(spec.advanced.scalingModifiers.formula).toContain(`+ ${spareReplicas * rest.target}`);
    expect(scrapeSeconds).toBeGreaterThan(0);
  });

  it('computes by its formula what the policy computes', () => {
    // The formula is of the part of KEDA's expression language that JavaScript shares.
    const names = ['running', 'waiting', 'finished', 'ordered'] as const;
    const formula = new Function(...names, 'max', 'min', `return ${spec.advanced.scalingModifiers.formula}`) as (
      ...values: unknown[]
    ) => number;
    fc.assert(
      fc.property(signals, (given) => {
        const written = formula(...names.map((name) => given[name]), Math.max, Math.min);
        expect(written).toBe(demandOf(given, group.settings));
      }),
    );
  });

  it('names each signal of its formula as a trigger, as KEDA asks for', () => {
    const words = new Set(spec.advanced.scalingModifiers.formula.match(/[a-z_]+/g));
    const named = new Set(spec.triggers.map(({ name }) => name));
    expect([...words].filter((word) => word !== 'max' && word !== 'min').toSorted()).toEqual([...named].toSorted());
  });

  it('asks one balanced query for each signal', () => {
    for (const { type, metadata } of spec.triggers) {
      if (type === 'kafka') continue;
      const query = metadata.query!;
      for (const [open, close] of ['()', '{}', '[]']) {
        expect(query.split(open!).length, query).toBe(query.split(close!).length);
      }
    }
  });
});

describe('the demand', () => {
  const { settings } = scaledGroups.vllm;
  const calm: Signals = { running: 40, waiting: 3, finished: 9, ordered: 5 };

  it('is what is there and the spare replicas', () => {
    expect(demandOf(calm, settings)).toBe(43 + settings.spareReplicas * settings.target);
  });

  it('does not grow beyond the replicas that are ordered while nothing is finished', () => {
    expect(demandOf({ ...calm, waiting: 900, finished: 0 }, settings)).toBe(5 * settings.target);
    expect(demandOf({ ...calm, waiting: 900 }, settings)).toBeGreaterThan(900);
  });
});
