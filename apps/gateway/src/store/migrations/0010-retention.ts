import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When what a deleted tenant had was erased. */
export const retention: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table tenants add column erased_at timestamptz`,
  `create index tenants_to_erase on tenants (deleted_at) where state = 'deleted' and erased_at is null`,
  `create index photos_to_erase on photos (deleted_at) where deleted_at is not null`,
];
