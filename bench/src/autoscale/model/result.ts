/** What a run came to. */
export interface Outcome {
  readonly policy: string;
  readonly trace: string;
  /** Requests. arrived = completed + failed + left. */
  readonly arrived: number;
  readonly completed: number;
  /** Given up by their caller, or too often in a replica that died. */
  readonly failed: number;
  /** In the system when the run ended. */
  readonly left: number;
  readonly retried: number;
  /** Completed too late, or failed. */
  readonly misses: number;
  /** From the order for a replica until it is gone: starting and draining are paid for. */
  readonly replicaSeconds: number;
  readonly busySeconds: number;
  readonly coldStarts: number;
  /** Changes of direction within ten minutes. */
  readonly flaps: number;
  readonly replicasMost: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  readonly minutes: readonly Minute[];
}

export interface Minute {
  readonly atSeconds: number;
  readonly wanted: number;
  readonly ready: number;
  readonly waiting: number;
  readonly running: number;
  readonly arrived: number;
}

const flapSeconds = 600;

/** Counts changes of direction that follow each other within ten minutes. */
export class Directions {
  flaps = 0;
  #last: { readonly up: boolean; readonly atSeconds: number } | null = null;

  changed(by: number, atSeconds: number): void {
    if (by === 0) return;
    const up = by > 0;
    if (this.#last !== null && this.#last.up !== up && atSeconds - this.#last.atSeconds <= flapSeconds) this.flaps++;
    this.#last = { up, atSeconds };
  }
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
