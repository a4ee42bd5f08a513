import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of the bus: system tables, which the messages of all tenants pass through. */
export const busTables = ['bus_partitions', 'bus_messages', 'bus_offsets', 'bus_members'] as const;

/** Makes the tables of the bus, on PGlite and on PostgreSQL ≥ 15. The application adds its own grants. */
export const busMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // The lock of a partition's row orders its writers, so that offsets appear in their order.
  `create table bus_partitions (
    topic text not null,
    partition integer not null,
    next_offset bigint not null default 0,
    first_offset bigint not null default 0,
    primary key (topic, partition)
  )`,
  `create table bus_messages (
    topic text not null,
    partition integer not null,
    "offset" bigint not null,
    key text not null,
    value bytea not null,
    headers jsonb not null,
    size_bytes integer not null,
    published_at timestamptz not null default now(),
    primary key (topic, partition, "offset")
  )`,
  // How far each group is, and which of its members works on a partition until when. The token rises with each claim; a
  // commit under an older one is refused.
  `create table bus_offsets (
    group_name text not null,
    topic text not null,
    partition integer not null,
    next_offset bigint not null default 0,
    lease_owner text,
    lease_until timestamptz,
    token bigint not null default 0,
    primary key (group_name, topic, partition)
  )`,
  `create table bus_members (
    group_name text not null,
    topic text not null,
    member text not null,
    lease_until timestamptz not null,
    primary key (group_name, topic, member)
  )`,
];
