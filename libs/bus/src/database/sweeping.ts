/** Lets go of old messages now and then. */
import { setTimeout as delay } from 'node:timers/promises';
import { inBackground } from '@safelight/service-kit';
import type { TopicCatalogue } from '../topics.ts';
import type { BusDatabase } from './database.ts';
import { sweep } from './log.ts';

const restMs = 10 * 60_000;

/** Sweeps at once and then every ten minutes, until disposed. */
export function startSweeping(
  database: BusDatabase,
  catalogue: TopicCatalogue,
  countPerPartitionMax: number,
  onError: (error: unknown) => void,
): AsyncDisposable {
  return inBackground(async (signal) => {
    while (!signal.aborted) {
      for (const { name, retentionMs } of catalogue.all) {
        if (signal.aborted) return;
        const work = database.write(({ trx }) => sweep(trx, name, { retentionMs, countPerPartitionMax }));
        await work.catch(onError);
      }
      await delay(restMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  });
}
