import { setTimeout as delay } from 'node:timers/promises';
import { waitingOf, withDatabase } from './database.ts';

const pollMs = 1_000;

/**
 * Waits until nothing is left to do or to tell, or the time is over. A lease of 30 s and a webhook that is held for 60 s
 * after its sender died are the longest waits by design.
 * @returns what still waited, by kind
 */
export async function settle(adminUrl: string, timeoutMs: number): Promise<Readonly<Record<string, number>>> {
  const giveUpAt = performance.now() + timeoutMs;
  return withDatabase(adminUrl, async (client) => {
    for (;;) {
      const waiting = await waitingOf(client);
      if (Object.values(waiting).every((count) => count === 0) || performance.now() > giveUpAt) return waiting;
      await delay(pollMs);
    }
  });
}
