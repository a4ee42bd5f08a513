/** The shipped rule for one machine: its formula, its pace and its windows; bounds and spare replicas are the machine's. */
import { behaviorDefault, runnerDemand, type DemandSettings } from '@safelight/autoscale';
import type { GroupName } from '../programs.ts';

export interface Bounds {
  /** Of each group. */
  readonly replicasMax: number;
  /** Idle replicas beyond the demand. The shipped two would fill a small machine before anything is asked. */
  readonly spareReplicas: number;
  /** How much faster the rule's seconds pass. */
  readonly timeFactor: number;
}

export function localSettings({
  replicasMax,
  spareReplicas,
  timeFactor,
}: Bounds): Readonly<Record<GroupName, DemandSettings>> {
  // What waits is counted in the database: at a faster pace a partition's offset rests for longer than between two polls.
  const own = { replicasMin: 1, replicasMax, spareReplicas, lag: null };
  // Turns do not pass faster: whether one has finished lately is asked of a minute of the clock.
  const progressSeconds = runnerDemand.progressSeconds * timeFactor;
  const runner: DemandSettings = { ...runnerDemand, ...own, progressSeconds };
  // That of deploy/k8s/components/autoscaling/sandbox.yaml, for one core each in place of two.
  const sandbox: DemandSettings = { ...runner, target: 1, spareReplicas: 0, behavior: behaviorDefault };
  // Two batches, as in inference.yaml beside it.
  return { runner, sandbox, inference: { ...sandbox, target: 16 } };
}
