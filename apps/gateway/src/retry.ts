/** Bounded retries of calls that are safe to repeat. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultCode } from '@safelight/core';
import { toFault } from '@safelight/core';

/** Failures that pass by themselves when a neighbour restarts or is relieved. */
const transient: ReadonlySet<FaultCode> = new Set([
  ...(['service.unavailable', 'engine.stuck', 'request.deadlineExceeded'] as const),
  ...(['database.unavailable', 'blob.unavailable'] as const),
]);

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** First try included. */
  readonly attemptsMax?: number;
  /** Faults that are not tried again although they may pass. */
  readonly final?: ReadonlySet<FaultCode>;
  /** Told before each wait. */
  readonly onRetry?: (code: FaultCode, attempt: number) => void;
}

const firstDelayMs = 200;
const delayMsMax = 5_000;

/** Runs `work` until it succeeds, fails for good, or has failed `attemptsMax` times (default 5, about 3 s of waits). */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, attemptsMax = 5, final, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const fault = toFault(error);
      const passes = transient.has(fault.code) && final?.has(fault.code) !== true;
      if (signal.aborted || attempt >= attemptsMax || !passes) throw fault;
      onRetry?.(fault.code, attempt);
      await delay(backoffMs(attempt), undefined, { signal });
    }
  }
}

/** Doubles with each attempt and spreads by half, so that many clients do not return at the same moment. */
export function backoffMs(attempt: number, limitMs = delayMsMax): number {
  const full = Math.min(limitMs, firstDelayMs * 2 ** (attempt - 1));
  return full * (0.5 + Math.random() / 2);
}
