/**
 * Ray Serve's default policy: requests in the system ÷ target, when it has said so for long enough.
 * https://docs.ray.io/en/latest/serve/api/doc/ray.serve.config.AutoscalingConfig.html (defaults);
 * ray-project/ray python/ray/serve/autoscaling_policy.py (replica_queue_length_autoscaling_policy, _apply_delay_logic)
 */
import { within, type Autoscaler, type ReplicaBounds } from './autoscaler.ts';

export interface RayServeSettings extends ReplicaBounds {
  readonly targetOngoingRequests: number;
  readonly upscaleDelaySeconds: number;
  readonly downscaleDelaySeconds: number;
  /** The mean over so long is what counts. */
  readonly lookBackSeconds: number;
  readonly metricsIntervalSeconds: number;
}

export const rayServeDefault = {
  targetOngoingRequests: 2,
  upscaleDelaySeconds: 30,
  downscaleDelaySeconds: 600,
  lookBackSeconds: 30,
  metricsIntervalSeconds: 10,
} as const satisfies Omit<RayServeSettings, keyof ReplicaBounds>;

/** The loop runs every 0.1 s; nothing that it sees changes so often. */
const loopSeconds = 1;

export interface DelayState {
  /** Since when it has wanted more (1) or fewer (-1) without a break. */
  readonly direction: -1 | 0 | 1;
  readonly since: number;
}

export interface RayServeState extends DelayState {
  readonly ongoing: readonly number[];
}

/** `_apply_delay_logic`: the last wish counts, once wishes have gone one way for the delay of that way. */
export function delayed(
  settings: Pick<RayServeSettings, 'upscaleDelaySeconds' | 'downscaleDelaySeconds'>,
  { desired, current, atSeconds }: { readonly desired: number; readonly current: number; readonly atSeconds: number },
  before: DelayState,
): { readonly replicas: number; readonly state: DelayState } {
  const direction = desired > current ? 1 : desired < current ? -1 : 0;
  if (direction === 0) return { replicas: current, state: { direction, since: atSeconds } };
  const since = direction === before.direction ? before.since : atSeconds;
  const delay = direction === 1 ? settings.upscaleDelaySeconds : settings.downscaleDelaySeconds;
  if (atSeconds - since < delay) return { replicas: current, state: { direction, since } };
  // Only 1 → 0 may end at none.
  const replicas = direction === -1 && current > 1 ? Math.max(1, desired) : desired;
  return { replicas, state: { direction: 0, since: atSeconds } };
}

export function rayServeAutoscaler(settings: RayServeSettings): Autoscaler<RayServeState> {
  return {
    name: 'Ray Serve',
    everySeconds: loopSeconds,
    behindSeconds: settings.metricsIntervalSeconds,
    begin: () => ({ direction: 0, since: 0, ongoing: [] }),
    step(state, { atSeconds, wanted, waiting, running }) {
      const ongoing = [...state.ongoing, waiting + running].slice(-settings.lookBackSeconds / loopSeconds);
      // Nothing runs: the first request is answered at once.
      if (wanted === 0) {
        return { replicas: waiting > 0 ? 1 : 0, state: { direction: 0, since: atSeconds, ongoing } };
      }
      const total = ongoing.reduce((sum, value) => sum + value, 0) / ongoing.length;
      const desired = within(Math.ceil(total / settings.targetOngoingRequests), settings);
      const { replicas, state: delay } = delayed(settings, { desired, current: wanted, atSeconds }, state);
      return { replicas: within(replicas, settings), state: { ...delay, ongoing } };
    },
  };
}
