/**
 * What is shipped. Chosen by `npm run bench -- autoscale --tune` on traces of its own, judged on others
 * (docs/decisions/2026-11-21-autoscaling.md).
 */
import { behaviorDefault } from '../hpa/behavior.ts';
import type { DemandSettings } from './demand.ts';
import type { ScaledGroup } from './scaledObject.ts';

/** Groups on GPUs that take minutes to start: vLLM, Triton. */
export const modelDemand: DemandSettings = {
  replicasMin: 1,
  replicasMax: 40,
  pollingIntervalSeconds: 15,
  cooldownPeriodSeconds: 600,
  target: 8,
  spareReplicas: 6,
  scrapeSeconds: 15,
  progressSeconds: 60,
  lag: null,
  behavior: {
    scaleUp: behaviorDefault.scaleUp,
    // The spare replicas bear what comes back: three minutes of the window do where five are the default.
    scaleDown: { ...behaviorDefault.scaleDown, stabilizationWindowSeconds: 180 },
  },
};

/** Session runners: processes that are there within seconds and hold two turns each, which mostly wait. */
export const runnerDemand: DemandSettings = {
  ...modelDemand,
  replicasMin: 2,
  replicasMax: 100,
  // Three quarters of the two turns that a runner holds.
  target: 1.5,
  spareReplicas: 2,
  lag: { lagThreshold: 1, excludePersistentLag: true, allowIdleConsumers: true },
};

export const scaledGroups = {
  vllm: {
    deployment: 'vllm',
    settings: modelDemand,
    queries: {
      running: 'sum(vllm:num_requests_running)',
      waiting: 'sum(vllm:num_requests_waiting)',
      finishedTotal: 'vllm:request_success_total',
      ordered: 'max(kube_deployment_spec_replicas{deployment="vllm"})',
    },
  },
  runner: {
    deployment: 'gateway-runner',
    settings: runnerDemand,
    queries: {
      running: 'sum(gateway_turns_running)',
      // A message is done when somebody works on its turn: the lag is what waits for a runner.
      waiting: { topic: 'safelight.turns', consumerGroup: 'session-runners' },
      finishedTotal: 'gateway_turns_total',
      ordered: 'max(kube_deployment_spec_replicas{deployment="gateway-runner"})',
    },
  },
} as const satisfies Record<string, ScaledGroup>;
