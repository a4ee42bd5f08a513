import { setTimeout as delay } from 'node:timers/promises';
import { inBackground } from '@safelight/service-kit';

/** Does the work now and again after each rest, one at a time, until disposed; the work handles its own failures. */
export function every(restMs: number, work: (signal: AbortSignal) => Promise<void>): AsyncDisposable {
  return inBackground(async (signal) => {
    while (!signal.aborted) {
      await work(signal);
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  });
}
