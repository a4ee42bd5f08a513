import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Events wait for the bus in the log itself, and one process at a time relays. */
export const relay: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // Identity values rise in the order of the inserts of one session, whose row is locked: order enough for the bus.
  `alter table events add column position bigint generated always as identity`,
  // Nobody was told of the events from before; their followers have read them.
  `alter table events add column published boolean not null default true`,
  `alter table events alter column published set default false`,
  `create index events_to_publish on events (position) where not published`,
  `create table leases (
    name text primary key,
    owner text not null,
    token bigint not null,
    until timestamptz not null
  )`,
  `grant select, insert, update, delete on leases to safelight_system`,
];
