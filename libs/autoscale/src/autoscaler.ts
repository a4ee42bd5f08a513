/** What an autoscaler can see of a group of replicas at one moment. */
export interface Sample {
  readonly atSeconds: number;
  /** Replicas that were asked for last: started, starting, not those that drain. */
  readonly wanted: number;
  /** Replicas that answer requests. */
  readonly ready: number;
  /** Requests that wait for a place in a replica. */
  readonly waiting: number;
  /** Requests in replicas. */
  readonly running: number;
  /** Requests that ended well since the beginning: a counter, as Prometheus has it. */
  readonly done: number;
  /** Of a group that consumes a topic; empty otherwise. */
  readonly partitions: readonly PartitionState[];
}

export interface PartitionState {
  /** Messages behind, those in work included: an offset is committed when its message is done. */
  readonly lag: number;
  readonly offset: number;
}

export interface Decision<State> {
  readonly state: State;
  /** Within the autoscaler's own bounds. */
  readonly replicas: number;
}

/**
 * A rule of scaling as a pure function: the same states and samples give the same decisions, in a simulation, in a test
 * and beside real processes. Whoever runs it calls `step` every `everySeconds` with what was measured `behindSeconds` ago.
 */
export interface Autoscaler<State = unknown> {
  readonly name: string;
  readonly everySeconds: number;
  /** How old the figures are on which it decides: a scrape interval, or 0 where they are asked for at once. */
  readonly behindSeconds: number;
  begin(): State;
  step(state: State, sample: Sample): Decision<State>;
}

export interface ReplicaBounds {
  readonly replicasMin: number;
  readonly replicasMax: number;
}

export function within(replicas: number, { replicasMin, replicasMax }: ReplicaBounds): number {
  return Math.min(replicasMax, Math.max(replicasMin, replicas));
}
