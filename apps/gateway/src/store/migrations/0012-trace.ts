import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The span that asked for a turn or a job (W3C traceparent): what is done for it later, and again, belongs to its trace. */
export const trace: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [`alter table turns add column traceparent text`, `alter table jobs add column traceparent text`];
