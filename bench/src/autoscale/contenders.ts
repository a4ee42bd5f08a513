/** The rules that are compared, on the same tier and within the same bounds. */
import {
  hpaAutoscaler,
  kedaAutoscaler,
  kedaDefault,
  knativeAutoscaler,
  knativeDefault,
  lagDefault,
  rayServeAutoscaler,
  rayServeDefault,
  requestsInSystem,
  utilizationTargetDefault,
  type Autoscaler,
} from '@safelight/autoscale';
import type { Tier } from './model/tier.ts';

/** The same for all: what the cloud account may order. */
export const replicasMax = 40;
/** Prometheus' default scrape interval is a minute; operators of such groups set a quarter of that. */
const scrapeSeconds = 15;

export function others(tier: Tier): readonly Autoscaler[] {
  const keda = { ...kedaDefault, replicasMin: 0, replicasMax, target: lagDefault.lagThreshold };
  const knative = { ...knativeDefault, replicasMin: 0, replicasMax };
  return [
    knativeAutoscaler(knative),
    // A revision whose containerConcurrency says what a replica can take: 70 % of that is its target.
    { ...knativeAutoscaler({ ...knative, concurrencyTarget: tier.placesPerReplica }), name: 'Knative, told the limit' },
    hpaAutoscaler({
      replicasMin: 1,
      replicasMax,
      placesPerReplica: tier.placesPerReplica,
      utilizationTarget: utilizationTargetDefault,
      scrapeSeconds,
    }),
    rayServeAutoscaler({ ...rayServeDefault, replicasMin: 1, replicasMax }),
    kedaAutoscaler('KEDA', keda, requestsInSystem, 0),
  ];
}
