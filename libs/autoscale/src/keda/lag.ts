/**
 * The figure that KEDA's Kafka trigger reports for a consumer group.
 * https://keda.sh/docs/latest/scalers/apache-kafka/; kedacore/keda pkg/scalers/kafka_scaler.go (getTotalLag,
 * getLagForPartition)
 */
import type { PartitionState } from '../autoscaler.ts';

export interface LagSettings {
  readonly lagThreshold: number;
  /** Leaves partitions out whose offset is where it was at the last poll: a message that cannot be handled is no work. */
  readonly excludePersistentLag: boolean;
  /** False: no more replicas than partitions, as the others would be given none. */
  readonly allowIdleConsumers: boolean;
}

export function lagOf(
  partitions: readonly PartitionState[],
  offsetsBefore: readonly number[],
  settings: LagSettings,
): number {
  const counted = partitions.map(({ lag, offset }, index) =>
    settings.excludePersistentLag && offset === offsetsBefore[index] ? 0 : lag,
  );
  const total = counted.reduce((sum, lag) => sum + lag, 0);
  const most = partitions.length * settings.lagThreshold;
  return settings.allowIdleConsumers ? total : Math.min(total, most);
}
