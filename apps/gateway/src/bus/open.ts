/** Opens the message bus: Kafka, or a log in the gateway's own database. */
import type { Bus, KafkaAccess } from '@safelight/bus';
import type { Logger } from '@safelight/service-kit';
import type { Store } from '../store/store.ts';

export interface BusOptions {
  readonly store: Store;
  /** Kafka and the copies of each topic; null = the log in the database. */
  readonly kafka: (KafkaAccess & { readonly replicas?: number }) | null;
  /** True when no other process can be on the database. */
  readonly soleProcess: boolean;
  readonly logger: Logger;
}

/** The database wakes who waits, so looking without a call is for lost calls alone. */
const pollMs = 5_000;

/**
 * Each driver is loaded when it is chosen. Topics that are missing are made, by a broker that is away as soon as it comes.
 * @throws Fault database.unavailable
 */
export async function openBus({ store, kafka, soleProcess, logger }: BusOptions): Promise<Bus> {
  const bus = await (kafka === null
    ? openInDatabase(store, soleProcess, logger)
    : import('./kafka.ts').then(({ openKafkaBus }) =>
        openKafkaBus({ ...kafka, clientId: 'safelight-gateway', logger }),
      ));
  try {
    await bus.prepareTopics();
    return bus;
  } catch (error) {
    await bus[Symbol.asyncDispose]();
    throw error;
  }
}

async function openInDatabase({ signals, system }: Store, soleProcess: boolean, logger: Logger): Promise<Bus> {
  const { openDatabaseBus } = await import('./database.ts');
  const database = { signals, read: system.read, write: system.write };
  return openDatabaseBus({ database, logger, soleProcess, ...(soleProcess && { pollMs }) });
}
