/** ScaledObjects whose numbers are decided in libs/autoscale. */
import { scaledGroups, scaledObjectSpec } from '@safelight/autoscale';
import type { Manifest } from './manifests.ts';

const addresses = {
  prometheus: 'http://prometheus-operated.monitoring.svc:9090',
  kafka: 'safelight-kafka-bootstrap.safelight.svc:9093',
};

export interface DecidedObject {
  /** Below deploy/k8s/components. */
  readonly file: string;
  readonly object: Manifest;
}

export const decidedObjects: readonly DecidedObject[] = [
  { file: 'vllm/scaling.yaml', group: scaledGroups.vllm },
  { file: 'autoscaling/runners.yaml', group: scaledGroups.runner },
].map(({ file, group }) => ({
  file,
  object: {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: group.deployment },
    spec: overTls(scaledObjectSpec(group, addresses)),
  },
}));

interface Trigger {
  readonly type: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The brokers of the cluster want TLS and a certificate: see `kafka-access.yaml`. */
function overTls<Spec extends { readonly triggers: readonly Trigger[] }>(spec: Spec): Spec {
  const triggers = spec.triggers.map((trigger) =>
    trigger.type !== 'kafka'
      ? trigger
      : {
          ...trigger,
          metadata: { ...trigger.metadata, tls: 'enable', offsetResetPolicy: 'earliest' },
          authenticationRef: { name: 'kafka' },
        },
  );
  return { ...spec, triggers };
}
