/**
 * KEDA: its own loop wakes a group from nothing and puts it to sleep; between one and many it feeds a figure to a
 * HorizontalPodAutoscaler.
 * https://keda.sh/docs/latest/reference/scaledobject-spec/, https://keda.sh/docs/latest/concepts/scaling-deployments/;
 * kedacore/keda pkg/scaling/executor/scale_scaledobjects.go (RequestScale, scaleToZeroOrIdle)
 */
import type { Autoscaler, ReplicaBounds, Sample } from '../autoscaler.ts';
import { applyBehavior, behaviorDefault, behaviorStart, type Behavior, type BehaviorState } from '../hpa/behavior.ts';
import { replicasOfTotal, syncSeconds } from '../hpa/replicas.ts';
import { lagOf, type LagSettings } from './lag.ts';

export interface KedaSettings extends ReplicaBounds {
  readonly pollingIntervalSeconds: number;
  readonly cooldownPeriodSeconds: number;
  /** Of the figure, for each replica (AverageValue). */
  readonly target: number;
  readonly behavior: Behavior;
}

export const kedaDefault = {
  pollingIntervalSeconds: 30,
  cooldownPeriodSeconds: 300,
  behavior: behaviorDefault,
} as const satisfies Partial<KedaSettings>;

/** `defaultKafkaLagThreshold` of the source; the documentation of 2.15 says 5. */
export const lagDefault: LagSettings = { lagThreshold: 10, excludePersistentLag: false, allowIdleConsumers: false };

/** What a ScaledObject's triggers and formula make of what is measured. */
export interface Figure<Memory> {
  readonly begin: Memory;
  /** Figures are read at each sync of the HPA and each poll. */
  read(memory: Memory, sample: Sample): { readonly memory: Memory; readonly value: number; readonly isActive: boolean };
}

export interface KedaState<Memory> {
  readonly memory: Memory;
  readonly behavior: BehaviorState;
  readonly activeAt: number;
}

export function kedaAutoscaler<Memory>(
  name: string,
  settings: KedaSettings,
  figure: Figure<Memory>,
  behindSeconds: number,
): Autoscaler<KedaState<Memory>> {
  const { pollingIntervalSeconds: pollSeconds, cooldownPeriodSeconds: cooldownSeconds, replicasMin } = settings;
  return {
    name,
    everySeconds: greatestCommonDivisor(pollSeconds, syncSeconds),
    behindSeconds,
    begin: () => ({ memory: figure.begin, behavior: behaviorStart, activeAt: 0 }),
    step(state, sample) {
      const { atSeconds, wanted } = sample;
      const polls = atSeconds % pollSeconds === 0;
      const syncs = atSeconds % syncSeconds === 0;
      if (!polls && !syncs) return { state, replicas: wanted };
      const { memory, value, isActive } = figure.read(state.memory, sample);
      const activeAt = polls && isActive ? atSeconds : state.activeAt;
      if (wanted === 0) {
        return { state: { ...state, memory, activeAt }, replicas: polls && isActive ? Math.max(1, replicasMin) : 0 };
      }
      const isAsleep = polls && !isActive && replicasMin === 0 && activeAt + cooldownSeconds < atSeconds;
      if (isAsleep) return { state: { ...state, memory, activeAt }, replicas: 0 };
      if (!syncs) return { state: { ...state, memory, activeAt }, replicas: wanted };
      const desired = replicasOfTotal(value, settings.target, wanted);
      const bounds = { replicasMin: Math.max(1, replicasMin), replicasMax: settings.replicasMax };
      const next = applyBehavior(state.behavior, settings.behavior, bounds, { atSeconds, current: wanted, desired });
      return { state: { memory, activeAt, behavior: next.state }, replicas: next.replicas };
    },
  };
}

/** Requests in the system as the lag of a topic would show them, whose offsets are committed when the work is done. */
export const requestsInSystem: Figure<null> = {
  begin: null,
  read: (memory, { waiting, running }) => ({ memory, value: waiting + running, isActive: waiting + running > 0 }),
};

export function lagFigure(settings: LagSettings): Figure<readonly number[]> {
  return {
    begin: [],
    read: (offsets, { partitions }) => ({
      memory: partitions.map(({ offset }) => offset),
      value: lagOf(partitions, offsets, settings),
      // What cannot be handled keeps a group awake, so that somebody can try again.
      isActive: partitions.some(({ lag }) => lag > 0),
    }),
  };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
