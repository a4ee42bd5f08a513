/** The driver on a database: a log with consumer offsets, for one process with PGlite or several with PostgreSQL. */
import { Fault, toFault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { Bus } from '../bus.ts';
import { createBus } from '../createBus.ts';
import type { BusDriver } from '../driver.ts';
import { subscriptionDisturbed } from '../events.ts';
import { defaultCatalogue } from '../topics.ts';
import type { TopicCatalogue } from '../topics.ts';
import type { BusDatabase } from './database.ts';
import { endAllLeases, lagOf } from './group.ts';
import { addPartitions, append, topicNames } from './log.ts';
import { DatabaseMember } from './member.ts';
import { startSweeping } from './sweeping.ts';

export { busDatabaseOf, type BusDatabase, type BusUnit, type SignalWatch } from './database.ts';
export { busMigration, busTables } from './migration.ts';

export interface DatabaseBusOptions {
  readonly database: BusDatabase;
  readonly logger: Logger;
  /** Default: the catalogue of `topics.ts`. */
  readonly catalogue?: TopicCatalogue;
  /**
   * True where no other process can be on the database (PGlite under its lock): the leases that a dead process left end
   * at once instead of running out.
   */
  readonly soleProcess?: boolean;
  /** A consumer that is silent for so long loses its partitions. Default 20 000. */
  readonly leaseMs?: number;
  /** How often a consumer looks when no signal wakes it. Default 1 000. */
  readonly pollMs?: number;
  /** Messages kept per partition, consumed or not. Default 100 000. */
  readonly countPerPartitionMax?: number;
}

export async function openDatabaseBus(options: DatabaseBusOptions): Promise<Bus> {
  const { database, logger, catalogue = defaultCatalogue, soleProcess = false } = options;
  const { leaseMs = 20_000, pollMs = 1_000, countPerPartitionMax = 100_000 } = options;
  if (soleProcess) await database.write(({ trx }) => endAllLeases(trx));
  const onError = (what: string, error: unknown) => subscriptionDisturbed(logger, '', what, error);
  const sweeping = startSweeping(database, catalogue, countPerPartitionMax, (error) => onError('sweep', error));
  const driver: BusDriver = {
    async send(topic, batch) {
      const appended = await database
        .write((unit) => append(unit, topic, batch))
        .catch((error: unknown) => {
          throw databaseFault(error);
        });
      if (appended) return;
      const text = `The database does not have the topic “${topic.name}”. Run ensureTopics first.`;
      throw new Fault('bus.topicUnknown', text, { field: 'topic' });
    },
    join: (intake) => {
      const disturbed = (what: string, error: unknown) => subscriptionDisturbed(logger, intake.group, what, error);
      return new DatabaseMember(database, intake, { leaseMs, pollMs, onError: disturbed });
    },
    lag: (group) => database.read((trx) => lagOf(trx, group)),
    ensureTopics: () =>
      database.write(async ({ trx }) => {
        for (const topic of catalogue.all) await addPartitions(trx, topic);
      }),
    hasTopics: async () => {
      const present = await database.read(topicNames);
      return catalogue.all.every(({ name }) => present.has(name));
    },
    [Symbol.asyncDispose]: () => sweeping[Symbol.asyncDispose](),
  };
  return createBus({ driver, catalogue, logger });
}

function databaseFault(error: unknown): Fault {
  if (error instanceof Fault) return toFault(error);
  const detail = error instanceof Error ? error.message : String(error);
  const text = 'The database did not take the message. Check that it runs, then try again.';
  return new Fault('bus.unavailable', text, { detail, cause: error });
}
