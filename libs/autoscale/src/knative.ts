/**
 * Knative's pod autoscaler (KPA): a stable mean, and a short one that takes over in a rush.
 * https://knative.dev/docs/serving/autoscaling/kpa-specific/ and config/core/configmaps/autoscaler.yaml (defaults);
 * knative/serving pkg/autoscaler/scaling/autoscaler.go (Scale)
 */
import { within, type Autoscaler, type ReplicaBounds } from './autoscaler.ts';

export interface KnativeSettings extends ReplicaBounds {
  /** container-concurrency-target-default, or the revision's own limit */
  readonly concurrencyTarget: number;
  /** container-concurrency-target-percentage / 100 */
  readonly targetShare: number;
  readonly stableSeconds: number;
  readonly panicSeconds: number;
  /** panic-threshold-percentage / 100 */
  readonly panicThreshold: number;
  readonly scaleUpRateMax: number;
  readonly scaleDownRateMax: number;
}

export const knativeDefault = {
  concurrencyTarget: 100,
  targetShare: 0.7,
  stableSeconds: 60,
  panicSeconds: 6,
  panicThreshold: 2,
  scaleUpRateMax: 1000,
  scaleDownRateMax: 2,
} as const satisfies Omit<KnativeSettings, keyof ReplicaBounds>;

/** The autoscaler's tick (`tickInterval`). */
const tickSeconds = 2;

export interface KnativeState {
  /** Requests in the system at the last ticks. */
  readonly inSystem: readonly number[];
  /** When it last saw a rush; null: it is calm. */
  readonly panicSince: number | null;
  readonly panicReplicasMax: number;
}

export interface KnativeMeans {
  readonly stable: number;
  readonly panic: number;
}

/** One decision from the two means. Bounds are the caller's. */
export function knativeReplicas(
  settings: Omit<KnativeSettings, keyof ReplicaBounds>,
  { stable, panic }: KnativeMeans,
  { atSeconds, ready }: { readonly atSeconds: number; readonly ready: number },
  before: Pick<KnativeState, 'panicSince' | 'panicReplicasMax'>,
): { readonly replicas: number } & Pick<KnativeState, 'panicSince' | 'panicReplicasMax'> {
  const target = settings.concurrencyTarget * settings.targetShare;
  const pods = Math.max(1, ready);
  const most = Math.ceil(settings.scaleUpRateMax * pods);
  const least = Math.floor(pods / settings.scaleDownRateMax);
  const wantedStable = Math.min(Math.max(Math.ceil(stable / target), least), most);
  const wantedPanic = Math.min(Math.max(Math.ceil(panic / target), least), most);
  const rush = Math.ceil(panic / target) / pods >= settings.panicThreshold;
  const over = before.panicSince !== null && !rush && before.panicSince + settings.stableSeconds < atSeconds;
  const panicSince = rush ? atSeconds : over ? null : before.panicSince;
  if (panicSince === null) return { replicas: wantedStable, panicSince, panicReplicasMax: 0 };
  const replicas = Math.max(wantedStable, wantedPanic, before.panicReplicasMax);
  return { replicas, panicSince, panicReplicasMax: replicas };
}

export function knativeAutoscaler(settings: KnativeSettings): Autoscaler<KnativeState> {
  const kept = settings.stableSeconds / tickSeconds;
  const recent = settings.panicSeconds / tickSeconds;
  return {
    name: 'Knative',
    everySeconds: tickSeconds,
    behindSeconds: 0,
    begin: () => ({ inSystem: [], panicSince: null, panicReplicasMax: 0 }),
    step(state, { atSeconds, ready, waiting, running }) {
      const inSystem = [...state.inSystem, waiting + running].slice(-kept);
      const means = { stable: mean(inSystem), panic: mean(inSystem.slice(-recent)) };
      const next = knativeReplicas(settings, means, { atSeconds, ready }, state);
      // The last replica leaves when nothing came for a whole stable window, which is when the mean is 0.
      return { replicas: within(next.replicas, settings), state: { ...next, inSystem } };
    },
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
