/** Bad days: what the shipped rules do while something is broken. Each names the guarantee that is lost if it fails. */
import {
  demandAutoscaler,
  kedaAutoscaler,
  kedaDefault,
  lagDefault,
  lagFigure,
  modelDemand,
  runnerDemand,
  type Autoscaler,
} from '@safelight/autoscale';
import { describe, expect, it } from 'vitest';
import type { Fault } from './model/fault.ts';
import { simulate } from './model/simulate.ts';
import { modelTier, runnerTier, type Tier } from './model/tier.ts';
import { makeTrace } from './traces/trace.ts';

const hour = 3600;

/** Three hours of an even load, so that whatever moves is the fault's doing. */
function play(
  tier: Tier,
  autoscaler: Autoscaler,
  turnsPerSecond: number,
  replicasAtStart: number,
  faults: readonly Fault[],
) {
  const trace = makeTrace({ shape: 'diurnal', seed: 7, lengthSeconds: 3 * hour, turnsPerSecond });
  const outcome = simulate({ tier, trace, autoscaler, replicasAtStart, faults });
  const most = (from: number, until: number) =>
    Math.max(...outcome.minutes.filter(({ atSeconds: at }) => at >= from && at <= until).map(({ wanted }) => wanted));
  return { ...outcome, most };
}

describe('a poisoned message', () => {
  const poison: Fault = { kind: 'poison', atSeconds: hour, untilSeconds: Infinity, partition: 5 };
  const runners = demandAutoscaler({ ...runnerDemand, replicasMax: 40 });
  const calm = play(runnerTier, runners, 0.6, 12, []);

  // Otherwise one message that nobody can handle costs the whole fleet at its bound until somebody wakes up.
  it('does not scale the runners up for ever', () => {
    const sick = play(runnerTier, runners, 0.6, 12, [poison]);
    expect(sick.left).toBeGreaterThan(100);
    expect(sick.most(hour, 3 * hour)).toBeLessThanOrEqual(calm.most(hour, 3 * hour));
    expect(sick.replicaSeconds).toBeLessThanOrEqual(calm.replicaSeconds);
  });

  it('would with KEDA’s default, which counts what cannot be handled', () => {
    const settings = { ...kedaDefault, replicasMin: 0, replicasMax: 40, target: lagDefault.lagThreshold };
    const figure = lagFigure({ ...lagDefault, allowIdleConsumers: true });
    const tier: Tier = { ...runnerTier, commitsWhen: 'done' };
    expect(play(tier, kedaAutoscaler('KEDA', settings, figure, 0), 0.6, 12, [poison]).most(hour, 3 * hour)).toBe(40);
  });

  it('leaves the other partitions unharmed', () => {
    const sick = play(runnerTier, runners, 0.6, 12, [poison]);
    expect(sick.failed).toBe(0);
    expect(sick.misses).toBeLessThanOrEqual(calm.misses);
  });

  it('is over when it was put aside: what waited behind it is done', () => {
    const sick = play(runnerTier, runners, 0.6, 12, [{ ...poison, untilSeconds: hour + 360 }]);
    expect(sick.left).toBe(0);
    expect(sick.completed + sick.failed).toBe(calm.completed);
  });
});

const model = demandAutoscaler(modelDemand);
const calmModel = play(modelTier, model, 1.5, 6, []);

describe('a model server that hangs', () => {
  // Otherwise requests that a dead server holds are lost, or look like load.
  it('costs one restart and no request', () => {
    const sick = play(modelTier, model, 1.5, 6, [{ kind: 'hang', atSeconds: hour, replicas: 1 }]);
    expect(sick.failed).toBe(0);
    expect(sick.retried).toBeGreaterThan(0);
    expect(sick.most(hour, hour + 1800)).toBeLessThanOrEqual(calmModel.most(hour, hour + 1800) + 3);
    expect(sick.misses - calmModel.misses).toBeLessThan(100);
  });

  // Otherwise a broken release orders every GPU that there is, and none of them answers.
  it('does not order the whole fleet when every server hangs, and comes back when they work again', () => {
    const outage: Fault = { kind: 'hang-all', atSeconds: hour, untilSeconds: 1.5 * hour };
    const sick = play(modelTier, model, 1.5, 6, [outage]);
    const most = sick.most(hour, 1.5 * hour);
    // What was finished just before still counts for a minute.
    expect(most).toBeLessThanOrEqual(modelDemand.replicasMax / 2);
    expect(sick.left).toBe(0);
    const unguarded = demandAutoscaler({ ...modelDemand, progressSeconds: 1e6 });
    expect(play(modelTier, unguarded, 1.5, 6, [outage]).most(hour, 1.5 * hour)).toBeGreaterThan(1.5 * most);
    const lastHour = sick.minutes.filter(({ atSeconds }) => atSeconds > 2 * hour && atSeconds < 3 * hour);
    expect(Math.max(...lastHour.map(({ waiting }) => waiting))).toBe(0);
  });
});

describe('a node that is drained', () => {
  // Otherwise an upgrade of the cluster loses edits, or the rule fights the Deployment that replaces the replicas.
  it('loses no request, and the count of replicas does not move for it', () => {
    const sick = play(modelTier, model, 1.5, 6, [{ kind: 'drain-node', atSeconds: hour, replicas: 2 }]);
    expect(sick.failed).toBe(0);
    expect(sick.left).toBe(0);
    expect(sick.arrived).toBe(calmModel.arrived);
    expect(sick.coldStarts).toBeGreaterThanOrEqual(2);
    expect(sick.most(hour, hour + 1800)).toBeLessThanOrEqual(calmModel.most(hour, hour + 1800) + 2);
  });
});
