import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { silentLogger } from '@safelight/service-kit';
import { describe } from 'vitest';
import { openDatabaseBus } from '../src/database/index.ts';
import { TopicCatalogue } from '../src/index.ts';
import { busContract } from './contract.ts';
import { dieHolding } from './die.ts';
import { mortal, openPglite } from './pglite.ts';
import { leaseMs, migratePostgres, openPostgresBus } from './postgres.ts';

describe('the database driver on PGlite', () => {
  busContract(async () => {
    const { database, ...pglite } = await openPglite();
    const options = { logger: silentLogger, leaseMs };
    return {
      open: (catalogue) => openDatabaseBus({ ...options, database, catalogue }),
      async dieHolding(topic, group) {
        const process = mortal(database);
        await using bus = await openDatabaseBus({
          ...{ ...options, database: process.database, catalogue: new TopicCatalogue([topic]) },
        });
        const taken = Promise.withResolvers<void>();
        bus.subscribe({
          ...{ topics: [topic.name], group, drainTimeoutMs: 0 },
          handle: (_, signal) => {
            taken.resolve();
            return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
          },
        });
        await taken.promise;
        process.kill();
      },
      [Symbol.asyncDispose]: () => pglite[Symbol.asyncDispose](),
    };
  });
});

describeReal('pg', 'the database driver on PostgreSQL', () => {
  busContract(async () => {
    const database = await createDatabase(await realPostgres());
    await migratePostgres(database.ownerUrl);
    return {
      open: (catalogue) => openPostgresBus(database.ownerUrl, catalogue),
      dieHolding: (topic, group) => dieHolding({ driver: 'postgres', address: database.ownerUrl, topic, group }),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  });
});
