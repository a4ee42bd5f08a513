import { setTimeout as delay } from 'node:timers/promises';
import { openKafkaBus } from '@safelight/bus/kafka';
import { silentLogger } from '@safelight/service-kit';
import { waitingOf, withDatabase } from './database.ts';

const pollMs = 1_000;
/** Who tells others what happened. */
const groups = ['webhooks', 'reflector'] as const;

/**
 * Waits until nothing is left to do or to tell, or the time is over. A lease of 30 s and a webhook that is held for 60 s
 * after its sender died are the longest waits by design.
 * @returns what still waited, by kind
 */
export async function settle(
  { databaseAdminUrl, brokers }: { readonly databaseAdminUrl: string; readonly brokers: readonly string[] },
  timeoutMs: number,
): Promise<Readonly<Record<string, number>>> {
  const giveUpAt = performance.now() + timeoutMs;
  await using bus = openKafkaBus({ brokers, clientId: 'bench-settle', logger: silentLogger });
  return await withDatabase(databaseAdminUrl, async (client) => {
    for (;;) {
      const lags = await Promise.all(groups.map((group) => bus.lag(group)));
      const messages = lags.flat().reduce((sum, lag) => sum + lag.messages, 0);
      const waiting = { ...(await waitingOf(client)), messages };
      if (Object.values(waiting).every((count) => count === 0) || performance.now() > giveUpAt) return waiting;
      await delay(pollMs);
    }
  });
}
