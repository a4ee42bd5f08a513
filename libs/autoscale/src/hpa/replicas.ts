/**
 * The replica counts of Kubernetes' HorizontalPodAutoscaler, before behaviour is applied.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 * kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go (GetExternalPerPodMetricReplicas,
 * calcPlainMetricReplicas)
 */

/** `--horizontal-pod-autoscaler-tolerance` */
export const toleranceDefault = 0.1;
/** `--horizontal-pod-autoscaler-sync-period` */
export const syncSeconds = 15;

/** An external metric of type AverageValue, as KEDA's triggers make it: the whole is shared among the replicas. */
export function replicasOfTotal(
  total: number,
  targetPerReplica: number,
  current: number,
  tolerance = toleranceDefault,
): number {
  if (current === 0) return Math.ceil(total / targetPerReplica);
  const ratio = total / (targetPerReplica * current);
  return Math.abs(1 - ratio) <= tolerance ? current : Math.ceil(total / targetPerReplica);
}

export interface PodFigures {
  /** Mean over the ready pods. */
  readonly mean: number;
  readonly target: number;
  readonly ready: number;
  readonly notReady: number;
  readonly current: number;
}

/** A metric of each pod. On the way up pods that are not ready count as using nothing; on the way down not at all. */
export function replicasOfMean(pods: PodFigures, tolerance = toleranceDefault): number {
  const { mean, target, ready, notReady, current } = pods;
  if (ready === 0) return current;
  const ratio = mean / target;
  if (ratio <= 1 || notReady === 0) {
    return Math.abs(1 - ratio) <= tolerance ? current : Math.ceil(ratio * ready);
  }
  const damped = (ratio * ready) / (ready + notReady);
  if (Math.abs(1 - damped) <= tolerance || damped < 1) return current;
  return Math.ceil(damped * (ready + notReady));
}
