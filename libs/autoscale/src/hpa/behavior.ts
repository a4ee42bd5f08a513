/**
 * `spec.behavior` of the HorizontalPodAutoscaler (autoscaling/v2): how fast, and after how long, a count may change.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 * kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go (stabilizeRecommendationWithBehaviors,
 * convertDesiredReplicasWithBehaviorRate)
 */
import { within, type ReplicaBounds } from '../autoscaler.ts';

/** Fields and words are those of the Kubernetes API, so that a value here can be written into a manifest as it is. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min';
  readonly policies: readonly ScalingPolicy[];
}

export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

/** What holds where a manifest says nothing. */
export const behaviorDefault: Behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 15 },
      { type: 'Pods', value: 4, periodSeconds: 15 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
  },
};

interface Timed {
  readonly atSeconds: number;
  readonly replicas: number;
}

export interface BehaviorState {
  readonly recommendations: readonly Timed[];
  /** How many replicas were added, and taken away, when. */
  readonly added: readonly Timed[];
  readonly removed: readonly Timed[];
}

export const behaviorStart: BehaviorState = { recommendations: [], added: [], removed: [] };

export interface Request {
  readonly atSeconds: number;
  readonly current: number;
  readonly desired: number;
}

/** What the count becomes when `desired` was computed, and what to remember for the next time. */
export function applyBehavior(
  state: BehaviorState,
  behavior: Behavior,
  bounds: ReplicaBounds,
  { atSeconds, current, desired }: Request,
): { readonly state: BehaviorState; readonly replicas: number } {
  const stable = stabilize(state.recommendations, behavior, { atSeconds, current, desired });
  const replicas = within(rateLimited(state, behavior, { atSeconds, current, desired: stable }), bounds);
  const keepSeconds = longestMemory(behavior);
  const recent = ({ atSeconds: at }: Timed) => at > atSeconds - keepSeconds;
  const change = replicas - current;
  return {
    replicas,
    state: {
      recommendations: [...state.recommendations.filter(recent), { atSeconds, replicas: desired }],
      added: change > 0 ? [...state.added.filter(recent), { atSeconds, replicas: change }] : state.added,
      removed: change < 0 ? [...state.removed.filter(recent), { atSeconds, replicas: -change }] : state.removed,
    },
  };
}

/** The lowest recent wish on the way up, the highest on the way down. */
function stabilize(past: readonly Timed[], behavior: Behavior, { atSeconds, current, desired }: Request): number {
  const up = desired >= current;
  const { stabilizationWindowSeconds: window } = up ? behavior.scaleUp : behavior.scaleDown;
  const recent = past.filter((one) => one.atSeconds > atSeconds - window).map(({ replicas }) => replicas);
  return up ? Math.min(desired, ...recent) : Math.max(desired, ...recent);
}

function rateLimited(
  state: BehaviorState,
  { scaleUp, scaleDown }: Behavior,
  { atSeconds, current, desired }: Request,
): number {
  const changed = (events: readonly Timed[], periodSeconds: number) =>
    events.reduce((sum, event) => sum + (event.atSeconds > atSeconds - periodSeconds ? event.replicas : 0), 0);
  if (desired > current) {
    const limits = scaleUp.policies.map((policy) => {
      const before = current - changed(state.added, policy.periodSeconds);
      return policy.type === 'Pods' ? before + policy.value : Math.ceil(before * (1 + policy.value / 100));
    });
    return Math.min(desired, Math.max(current, chosen(limits, scaleUp.selectPolicy === 'Max')));
  }
  if (desired < current) {
    const limits = scaleDown.policies.map((policy) => {
      const before = current + changed(state.removed, policy.periodSeconds);
      return policy.type === 'Pods' ? before - policy.value : Math.floor(before * (1 - policy.value / 100));
    });
    return Math.max(desired, Math.min(current, chosen(limits, scaleDown.selectPolicy === 'Min')));
  }
  return desired;
}

const chosen = (limits: readonly number[], largest: boolean) => (largest ? Math.max(...limits) : Math.min(...limits));

function longestMemory({ scaleUp, scaleDown }: Behavior): number {
  const rules = [scaleUp, scaleDown];
  return Math.max(
    ...rules.map((rule) => rule.stabilizationWindowSeconds),
    ...rules.flatMap((rule) => rule.policies.map((policy) => policy.periodSeconds)),
  );
}
