/** A bus on PostgreSQL as a service of its own would have it. */
import { silentLogger } from '@safelight/service-kit';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { busDatabaseOf, busMigration, openDatabaseBus } from '../src/database/index.ts';
import type { Bus, TopicCatalogue } from '../src/index.ts';

/** Long enough for a busy machine, short enough to wait for. */
export const leaseMs = 3_000;

function connect(url: string): Kysely<unknown> {
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  // The pool says that it has ended before its last connections have; whoever drops the database then cuts those.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

export async function migratePostgres(url: string): Promise<void> {
  const db = connect(url);
  await busMigration.up(db);
  await db.destroy();
}

export async function openPostgresBus(url: string, catalogue: TopicCatalogue): Promise<Bus> {
  const db = connect(url);
  const options = { database: busDatabaseOf(db), catalogue, logger: silentLogger, leaseMs, pollMs: 50 };
  const bus = await openDatabaseBus(options);
  return {
    ...bus,
    async [Symbol.asyncDispose]() {
      await bus[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}
