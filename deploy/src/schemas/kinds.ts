/** Every kind of object that deploy/k8s may contain; what is not here is refused by the check. */

/** Kubernetes' own, by the group, version and kind of its OpenAPI description. */
export const builtIn = [
  ['', 'v1', 'Namespace'],
  ['', 'v1', 'ServiceAccount'],
  ['', 'v1', 'ConfigMap'],
  ['', 'v1', 'Secret'],
  ['', 'v1', 'Service'],
  ['', 'v1', 'PersistentVolumeClaim'],
  ['apps', 'v1', 'Deployment'],
  ['apps', 'v1', 'StatefulSet'],
  ['batch', 'v1', 'Job'],
  ['autoscaling', 'v2', 'HorizontalPodAutoscaler'],
  ['policy', 'v1', 'PodDisruptionBudget'],
  ['networking.k8s.io', 'v1', 'NetworkPolicy'],
  ['node.k8s.io', 'v1', 'RuntimeClass'],
] as const;

/** Of operators, by the version that we write. */
export const custom = [
  ['keda.sh', 'v1alpha1', 'ScaledObject'],
  ['keda.sh', 'v1alpha1', 'TriggerAuthentication'],
  ['kafka.strimzi.io', 'v1', 'Kafka'],
  ['kafka.strimzi.io', 'v1', 'KafkaNodePool'],
  ['kafka.strimzi.io', 'v1', 'KafkaTopic'],
  ['kafka.strimzi.io', 'v1', 'KafkaUser'],
  ['postgresql.cnpg.io', 'v1', 'Cluster'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway'],
  ['gateway.networking.k8s.io', 'v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io', 'v1', 'GRPCRoute'],
  ['monitoring.coreos.com', 'v1', 'PodMonitor'],
] as const;

/** Where kubeconform looks, below the folder: it writes the kind in small letters. */
export function fileOf([group, version, kind]: readonly [string, string, string]): string {
  return `${group === '' ? version : group}/${kind.toLowerCase()}_${version}.json`;
}
