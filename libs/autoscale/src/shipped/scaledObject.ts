/**
 * The same settings as the `spec` of a KEDA ScaledObject (keda.sh/v1alpha1).
 * https://keda.sh/docs/latest/reference/scaledobject-spec/, …/scalers/prometheus/, …/scalers/apache-kafka/
 */
import type { Behavior } from '../hpa/behavior.ts';
import { demandFormula, type DemandSettings } from './demand.ts';

/** Where a group's signals come from, in PromQL. Windows are put in from the settings. */
export interface Queries {
  readonly running: string;
  /** Of PromQL, or a topic whose lag is what waits. */
  readonly waiting: string | { readonly topic: string; readonly consumerGroup: string };
  /** A counter of requests that ended well. */
  readonly finishedTotal: string;
  /** Replicas that the Deployment asks for. */
  readonly ordered: string;
}

export interface ScaledGroup {
  /** The Deployment, and the base of the ScaledObject's name. */
  readonly deployment: string;
  readonly queries: Queries;
  readonly settings: DemandSettings;
}

export interface Addresses {
  readonly prometheus: string;
  /** `host:port,…`; only groups that wait on a topic need it. */
  readonly kafka: string;
}

export interface Trigger {
  readonly type: 'prometheus' | 'kafka';
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly name: string };
  readonly pollingInterval: number;
  readonly cooldownPeriod: number;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly advanced: {
    readonly scalingModifiers: {
      readonly formula: string;
      readonly target: string;
      readonly metricType: 'AverageValue';
    };
    readonly horizontalPodAutoscalerConfig: { readonly behavior: Behavior };
  };
  readonly triggers: readonly Trigger[];
}

/**
 * There is no `fallback`: while a figure cannot be had the HPA leaves the count as it is, which is what we want when
 * Prometheus is away.
 */
export function scaledObjectSpec(
  { deployment, queries, settings }: ScaledGroup,
  addresses: Addresses,
): ScaledObjectSpec {
  const { progressSeconds } = settings;
  const prometheus = (name: string, query: string): Trigger => ({
    type: 'prometheus',
    name,
    // A threshold is asked for but not used: the formula's target stands for all. No data is 0, as at no replicas.
    metadata: { serverAddress: addresses.prometheus, query, threshold: '1', ignoreNullValues: 'true' },
  });
  return {
    scaleTargetRef: { name: deployment },
    pollingInterval: settings.pollingIntervalSeconds,
    cooldownPeriod: settings.cooldownPeriodSeconds,
    minReplicaCount: settings.replicasMin,
    maxReplicaCount: settings.replicasMax,
    advanced: {
      scalingModifiers: {
        formula: demandFormula(settings),
        target: String(settings.target),
        metricType: 'AverageValue',
      },
      horizontalPodAutoscalerConfig: { behavior: settings.behavior },
    },
    triggers: [
      prometheus('running', queries.running),
      waitingTrigger(queries.waiting, settings, addresses, prometheus),
      prometheus('finished', `sum(increase(${queries.finishedTotal}[${progressSeconds}s]))`),
      prometheus('ordered', queries.ordered),
    ],
  };
}

function waitingTrigger(
  waiting: Queries['waiting'],
  { lag }: DemandSettings,
  { kafka }: Addresses,
  prometheus: (name: string, query: string) => Trigger,
): Trigger {
  if (typeof waiting === 'string') return prometheus('waiting', waiting);
  return {
    type: 'kafka',
    name: 'waiting',
    metadata: {
      bootstrapServers: kafka,
      consumerGroup: waiting.consumerGroup,
      topic: waiting.topic,
      lagThreshold: String(lag?.lagThreshold ?? 1),
      excludePersistentLag: String(lag?.excludePersistentLag ?? false),
      allowIdleConsumers: String(lag?.allowIdleConsumers ?? false),
      // Turns that came before the group first committed are waiting too.
      offsetResetPolicy: 'earliest',
    },
  };
}
