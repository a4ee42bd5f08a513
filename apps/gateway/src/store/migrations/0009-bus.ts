import { busMigration, busTables } from '@safelight/bus/database';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The log of the bus; what crosses tenants alone reaches it. */
export const bus: Migration = {
  async up(db: Kysely<unknown>) {
    await busMigration.up(db);
    await sql.raw(`grant select, insert, update, delete on ${busTables.join(', ')} to safelight_system`).execute(db);
  },
};
