import {
  demandAutoscaler,
  hpaAutoscaler,
  kedaAutoscaler,
  kedaDefault,
  knativeAutoscaler,
  knativeDefault,
  modelDemand,
  rayServeAutoscaler,
  rayServeDefault,
  requestsInSystem,
  type Autoscaler,
} from '@safelight/autoscale';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapes, type ShapeName } from '../traces/shapes.ts';
import { makeTrace } from '../traces/trace.ts';
import type { Fault } from './fault.ts';
import { simulate, type SimulationInput } from './simulate.ts';
import { modelTier, runnerTier, secondsAt, type Tier } from './tier.ts';

const bounds = { replicasMin: 0, replicasMax: 6 };
const autoscalers: readonly Autoscaler[] = [
  demandAutoscaler({ ...modelDemand, ...bounds }),
  hpaAutoscaler({ ...bounds, replicasMin: 1, placesPerReplica: 48, utilizationTarget: 0.8, scrapeSeconds: 15 }),
  kedaAutoscaler('KEDA', { ...kedaDefault, ...bounds, target: 10 }, requestsInSystem, 0),
  knativeAutoscaler({ ...knativeDefault, ...bounds }),
  rayServeAutoscaler({ ...rayServeDefault, ...bounds }),
];

const lengthSeconds = 900;

const faults = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('hang' as const, 'drain-node' as const),
      atSeconds: fc.integer({ min: 60, max: lengthSeconds }),
      replicas: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constant('hang-all' as const),
      atSeconds: fc.integer({ min: 60, max: 600 }),
      untilSeconds: fc.integer({ min: 601, max: lengthSeconds }),
    }),
    fc.record({
      kind: fc.constant('poison' as const),
      atSeconds: fc.integer({ min: 60, max: 600 }),
      untilSeconds: fc.integer({ min: 601, max: 4 * lengthSeconds }),
      partition: fc.integer({ min: 0, max: runnerTier.partitions - 1 }),
    }),
  ),
  { maxLength: 3 },
) satisfies fc.Arbitrary<readonly Fault[]>;

const runs: fc.Arbitrary<SimulationInput> = fc
  .record({
    tier: fc.constantFrom<Tier>(modelTier, runnerTier, { ...modelTier, placesPerReplica: 4, drainSeconds: 5 }),
    shape: fc.constantFrom(...(Object.keys(shapes) as ShapeName[])),
    seed: fc.integer({ min: 1, max: 1e6 }),
    turnsPerSecond: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
    autoscaler: fc.constantFrom(...autoscalers),
    replicasAtStart: fc.integer({ min: 0, max: 3 }),
    faults,
  })
  .map(({ shape, seed, turnsPerSecond, ...rest }) => ({
    ...rest,
    afterSeconds: 120,
    trace: makeTrace({ shape, seed, turnsPerSecond, lengthSeconds }),
  }));

describe('the simulation', () => {
  it('keeps its laws in any run: nothing is lost, nothing works before it has started, all work is paid for', () => {
    fc.assert(
      fc.property(runs, (input) => {
        const { placesPerReplica } = input.tier;
        const outcome = simulate({
          ...input,
          watch(event) {
            if (event.kind === 'decided') return;
            if (event.replica.phase !== 'ready' || event.atSeconds < event.replica.readyAtSeconds) {
              throw new Error(`replica ${event.replica.id} worked before it had started`);
            }
            if (event.replica.running > placesPerReplica) throw new Error('more than its places');
          },
        });
        expect(outcome.completed + outcome.failed + outcome.left).toBe(outcome.arrived);
        expect(outcome.misses).toBeGreaterThanOrEqual(outcome.failed);
        expect(outcome.misses).toBeLessThanOrEqual(outcome.completed + outcome.failed);
        expect(outcome.replicaSeconds).toBeGreaterThanOrEqual(outcome.busySeconds - 1e-6);
        for (const { wanted } of outcome.minutes) {
          expect(wanted).toBeLessThanOrEqual(Math.max(bounds.replicasMax, input.replicasAtStart));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes to the same from the same inputs, and to something else from another seed', () => {
    const spec = { shape: 'bursts', lengthSeconds, turnsPerSecond: 1 } as const;
    const play = (seed: number) =>
      simulate({
        tier: modelTier,
        trace: makeTrace({ ...spec, seed }),
        autoscaler: autoscalers[0]!,
        replicasAtStart: 1,
      });
    expect(play(5)).toEqual(play(5));
    expect(play(5).arrived).not.toBe(play(6).arrived);
  });

  it('answers a lone request in the time of one, and forty at once in the time of forty', () => {
    const tier: Tier = { ...modelTier, workSpread: 0, asks: 'once a turn' };
    const at = (count: number) => {
      const trace = {
        ...makeTrace({ shape: 'quiet', seed: 1, lengthSeconds: 60, turnsPerSecond: 0 }),
        turnAtSeconds: new Float64Array(count).fill(10),
        turnSteps: new Uint8Array(count).fill(1),
      };
      return simulate({ tier, trace, autoscaler: autoscalers[1]!, replicasAtStart: 1 }).p50Seconds;
    };
    expect(at(1)).toBeCloseTo(secondsAt(tier, 1), 9);
    expect(at(40)).toBeCloseTo(secondsAt(tier, 40), 6);
  });
});
