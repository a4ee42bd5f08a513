import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How often in a row a job was taken without getting on. */
export const jobSetbacks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`alter table jobs add column setbacks integer not null default 0`).execute(db);
  },
};
