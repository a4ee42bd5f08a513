import { setTimeout as delay } from 'node:timers/promises';

/** Does the work now and again after each rest, one at a time, until disposed; the work handles its own failures. */
export function every(restMs: number, work: (signal: AbortSignal) => Promise<void>): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  const working = (async () => {
    while (!signal.aborted) {
      await work(signal);
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await working;
    },
  };
}
