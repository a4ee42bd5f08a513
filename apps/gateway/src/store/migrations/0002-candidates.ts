import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How hard a turn tries. Turns from before have the values that made no difference then. */
export const candidates: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `alter table turns
          add column candidates integer not null default 1,
          add column reflections_max integer not null default 0,
          add column score_min double precision not null default 1,
          add column text_only boolean not null default false`,
      )
      .execute(db);
  },
};
