import type { Autoscaler, ReplicaBounds } from '../autoscaler.ts';
import { applyBehavior, behaviorDefault, behaviorStart, type BehaviorState } from './behavior.ts';
import { replicasOfMean, syncSeconds } from './replicas.ts';

/** `DefaultCPUUtilization` of kubernetes/kubernetes pkg/apis/autoscaling/v2/defaults.go */
export const utilizationTargetDefault = 0.8;

export interface HpaSettings extends ReplicaBounds {
  /** Places of a replica; what runs divided by them is its utilization. */
  readonly placesPerReplica: number;
  readonly utilizationTarget: number;
  readonly scrapeSeconds: number;
}

/** The plain HorizontalPodAutoscaler on the utilization of replicas. */
export function hpaAutoscaler(settings: HpaSettings): Autoscaler<BehaviorState> {
  return {
    name: 'HPA',
    everySeconds: syncSeconds,
    behindSeconds: settings.scrapeSeconds,
    begin: () => behaviorStart,
    step(state, { atSeconds, wanted, ready, running }) {
      const desired = replicasOfMean({
        mean: ready === 0 ? 0 : running / (ready * settings.placesPerReplica),
        target: settings.utilizationTarget,
        ready,
        notReady: Math.max(0, wanted - ready),
        current: wanted,
      });
      return applyBehavior(state, behaviorDefault, settings, { atSeconds, current: wanted, desired });
    },
  };
}
