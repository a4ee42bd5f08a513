/**
 * ScaledObjects whose numbers are decided in libs/autoscale. The runners' one is not among them yet: it asks for
 * `gateway_turns_running`, which the gateway does not publish, so they are scaled by the lag of their topic alone.
 */
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

export const decidedObjects: readonly DecidedObject[] = [{ file: 'vllm/scaling.yaml', group: scaledGroups.vllm }].map(
  ({ file, group }) => ({
    file,
    object: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: group.deployment },
      spec: scaledObjectSpec(group, addresses),
    },
  }),
);
