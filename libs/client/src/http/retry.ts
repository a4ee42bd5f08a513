/** Which failures are worth another attempt, and when. */
import type { SafelightError } from '../error.ts';
import { clientLimits } from '../options.ts';

/**
 * Whether a repeat can do no harm and may help.
 * @param repeatable the request does the same however often it arrives
 */
export function mayRepeat(error: SafelightError, repeatable: boolean): boolean {
  const { status, retryable, code, retryAfterMs = 0 } = error;
  if (!retryable || retryAfterMs > clientLimits.retryAfterMs) return false;
  // Nothing was begun: the server says so.
  if (status === 429 || status === 503) return true;
  if (!repeatable) return false;
  // A connection that broke, or a proxy whose server is away. What took too long once is not asked for again.
  if (status === 0) return code !== 'request.deadlineExceeded';
  return status === 502 || error.retryAfterMs !== undefined;
}

/** Whether nobody is there who could answer, as while a server starts again; a name that nobody has is no such case. */
export function isAway({ status, code, cause }: SafelightError): boolean {
  if (status === 502 || status === 503) return true;
  const reason = cause instanceof Error ? cause.cause : undefined;
  const isUnknown = reason instanceof Error && 'code' in reason && reason.code === 'ENOTFOUND';
  return status === 0 && code === 'service.unavailable' && !isUnknown;
}

/** As the server asks; else exponential with full jitter, so that clients do not come back in step. */
export function pauseMs(attempt: number, error: SafelightError, random: () => number = Math.random): number {
  const { backoffBaseMs, backoffMs } = clientLimits;
  const jittered = random() * Math.min(backoffMs, backoffBaseMs * 2 ** attempt);
  return (error.retryAfterMs ?? 0) + jittered;
}

/** @throws the signal's reason */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const wake = (): void => {
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
