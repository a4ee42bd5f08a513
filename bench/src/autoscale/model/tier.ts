/**
 * What a replica is: how long it takes to start, how long its answers take by how many it gives at once. Figures of
 * ours name their row; where we have measured none, the public source stands here, and the figure is a parameter.
 */
export interface Tier {
  readonly name: string;
  /** A request among b takes secondsAlone + b × secondsEach, all b going on at once (continuous batching). */
  readonly secondsAlone: number;
  readonly secondsEach: number;
  /** Requests that a replica takes at once; more wait. */
  readonly placesPerReplica: number;
  /** Spread (σ of the logarithm) of the work in a request. */
  readonly workSpread: number;
  /** No request has more, as answers have a limit of tokens. */
  readonly workMost: number;
  readonly coldStartSeconds: number;
  /** Starts take ± this share of it, evenly. */
  readonly coldStartSpread: number;
  /** A request that took longer, waiting included, missed its objective. */
  readonly objectiveSeconds: number;
  /** The caller gives a request up after this long. */
  readonly timeoutSeconds: number;
  readonly asks: 'each step' | 'once a turn';
  /** Between two steps of a turn. */
  readonly betweenSeconds: number;
  /** What drains has this long to finish; what is left then goes back to the queue. */
  readonly drainSeconds: number;
  /** A replica that answers nothing is killed after this long. */
  readonly livenessSeconds: number;
  /** A request is tried this often when replicas die under it. */
  readonly attemptsMax: number;
  /** Partitions of the topic whose lag is watched; 0: none. */
  readonly partitions: number;
  /** When a consumer commits: with the work taken over by a lease, or done. What is committed is no lag. */
  readonly commitsWhen: 'taken' | 'done';
}

/**
 * A vision language model of 7 B on a card of 24 GB (or a MIG slice like one), served by vLLM.
 *
 * - Service time: Mistral-7B on one RTX 4090, vLLM, 256 tokens in, 100 out: 2.09, 3.78, 6.44, 9.73, 11.87 requests/s at
 *   4, 8, 16, 32, 48 at once (https://mushfiqrahman.dev/?p=1668, read 2026-11). By Little's law 1.91 … 4.04 s, which
 *   1.72 + 0.0485 b meets within 1 %. A step of ours has three times that: 550 + 330 + 200 tokens that no prefix cache
 *   holds (docs/guides/policy-backend.md) and about 300 out, an assumption until a model is at hand.
 * - Cold start: 18 + 10 + 13 + 7 + 34 = 82 s for vLLM with weights and compiled graphs on a volume, Llama-3.1-8B on an
 *   L40S (https://tensorfuse.io/docs/blogs/reducing_gpu_cold_start, 2025-09-01), and 68 s for a node, the middle of 45
 *   to 90 s (https://devfloor9.github.io/engineering-playbook, Karpenter on EKS, 2026-02-18).
 * - Objective: the longest answer, 2.25 × the mean, takes 27 s in a full replica. So a miss always means that a request
 *   waited, which is what scaling is about.
 * - Time-out: POLICY_STEP_TIMEOUT_MS. Between steps: "a step, renders included", 162 ms, docs/performance.md.
 */
export const modelTier: Tier = {
  name: 'VLM on a GPU',
  secondsAlone: 3 * 1.72,
  secondsEach: 3 * 0.0485,
  placesPerReplica: 48,
  workSpread: 0.35,
  workMost: 2.25,
  coldStartSeconds: 82 + 68,
  coldStartSpread: 0.2,
  objectiveSeconds: 30,
  timeoutSeconds: 100,
  asks: 'each step',
  betweenSeconds: 0.162,
  drainSeconds: 60,
  livenessSeconds: 60,
  attemptsMax: 3,
  partitions: 0,
  commitsWhen: 'done',
};

/** `turnsInFlightCount` of apps/gateway/src/limits.ts, which a bench may not import. */
export const gatewayTurnsPerRunner = 2;

/**
 * Session runners: each holds two turns, which mostly wait for the model. A turn is one request
 * here: 1.7 steps of 162 ms (docs/performance.md) and 1.7 replies of the model tier at 16 at once.
 */
export const runnerTier: Tier = {
  name: 'session runners',
  secondsAlone: 1.7 * (0.162 + modelTier.secondsAlone + 16 * modelTier.secondsEach),
  secondsEach: 0,
  placesPerReplica: gatewayTurnsPerRunner,
  workSpread: 0.5,
  workMost: 6,
  // A process of ours is there within a few seconds; a pod on a node that has the image within ten.
  coldStartSeconds: 10,
  coldStartSpread: 0.3,
  objectiveSeconds: 40,
  timeoutSeconds: 600,
  asks: 'once a turn',
  betweenSeconds: 0,
  drainSeconds: 60,
  livenessSeconds: 30,
  attemptsMax: 10,
  partitions: 12,
  commitsWhen: 'taken',
};

export function secondsAt(tier: Tier, together: number): number {
  return tier.secondsAlone + together * tier.secondsEach;
}
