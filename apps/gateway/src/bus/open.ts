/** Opens the message bus: Kafka, or a log in the gateway's own database. */
import type { Bus } from '@safelight/bus';
import type { Logger } from '@safelight/service-kit';
import type { Store } from '../store/store.ts';

export interface BusOptions {
  readonly store: Store;
  /** `host:port` of Kafka's brokers; null = the log in the database. */
  readonly brokers: readonly string[] | null;
  /** Copies of each topic. */
  readonly replicas: number;
  /** True when no other process can be on the database. */
  readonly soleProcess: boolean;
  readonly logger: Logger;
}

/** The database wakes who waits, so looking without a call is for lost calls alone. */
const pollMs = 5_000;

/** Each driver is loaded when it is chosen. Topics that are missing are made. @throws Fault bus.unavailable */
export async function openBus({ store, brokers, replicas, soleProcess, logger }: BusOptions): Promise<Bus> {
  const bus = await (brokers === null
    ? openInDatabase(store, soleProcess, logger)
    : import('./kafka.ts').then(({ openKafkaBus }) =>
        openKafkaBus({ brokers, clientId: 'safelight-gateway', replicas, logger }),
      ));
  try {
    await bus.ensureTopics();
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
