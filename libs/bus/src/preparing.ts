/** Has the topics made, by a broker that may come after the service. */
import { setTimeout as delay } from 'node:timers/promises';
import { toFault } from '@safelight/core';
import type { Fault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';
import type { Logger } from '@safelight/service-kit';
import { backoffMs } from './backoff.ts';
import { topicsMade, topicsWaitedFor } from './events.ts';

const firstRestMs = 500;
const restMsMax = 10_000;

/**
 * Resolves after the first try. Where the broker was away, the returned disposable goes on trying in the background until
 * it succeeds; null = the topics are there.
 * @throws Fault other than bus.unavailable
 */
export async function prepareTopics(make: () => Promise<void>, logger: Logger): Promise<AsyncDisposable | null> {
  const fault = await attempt(make);
  if (fault === null) return null;
  topicsWaitedFor(logger, fault);
  return inBackground(async (signal) => {
    const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    for (let tries = 1; !signal.aborted; tries++) {
      await delay(backoffMs(tries, firstRestMs, restMsMax), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      // A try takes seconds where the broker is away: a stop does not wait for it.
      const again = await Promise.race([attempt(make).catch(toFault), stopped]);
      if (signal.aborted) return;
      if (again === null) return topicsMade(logger);
      topicsWaitedFor(logger, again);
    }
  });
}

async function attempt(make: () => Promise<void>): Promise<Fault | null> {
  try {
    await make();
    return null;
  } catch (error) {
    const fault = toFault(error);
    if (fault.code === 'bus.unavailable') return fault;
    throw fault;
  }
}
