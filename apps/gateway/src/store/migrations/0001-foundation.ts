import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Photos, images, sessions, their logs, turns with leases, the outbox and idempotency keys. */
export const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table photos (
    id text primary key,
    sha256 text not null unique,
    file_name text not null,
    media_type text not null,
    width integer not null,
    height integer not null,
    size_bytes bigint not null,
    kind text not null,
    created_at timestamptz not null
  )`,
  `create table images (
    sha256 text primary key,
    media_type text not null,
    width integer not null,
    height integer not null
  )`,
  `create table sessions (
    id text primary key,
    photo_id text not null references photos (id),
    last_sequence integer not null,
    created_at timestamptz not null
  )`,
  `create table turns (
    id text primary key,
    session_id text not null references sessions (id),
    instruction text not null,
    steps_max integer not null,
    seed bigint not null,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed')),
    attempt integer not null default 0,
    lease_owner text,
    lease_until timestamptz,
    token integer not null default 0,
    locale text,
    policy_version text,
    engine_version text,
    finish jsonb,
    scores jsonb,
    failure jsonb,
    created_at timestamptz not null
  )`,
  // At most one turn of a session is under way.
  `create unique index turns_one_active on turns (session_id) where state in ('queued', 'running')`,
  `create index turns_due on turns (created_at) where state in ('queued', 'running')`,
  `create table events (
    session_id text not null references sessions (id),
    sequence integer not null,
    turn_id text references turns (id),
    type text not null,
    body jsonb not null,
    time timestamptz not null,
    primary key (session_id, sequence)
  )`,
  `create index events_of_turn on events (turn_id, sequence)`,
  `create table outbox (
    id integer generated always as identity primary key,
    topic text not null,
    key text not null,
    attempt integer not null default 0,
    next_at timestamptz not null,
    last_error text,
    given_up_at timestamptz
  )`,
  `create index outbox_due on outbox (next_at) where given_up_at is null`,
  `create table idempotency_keys (
    key text not null,
    operation text not null,
    payload_sha256 text not null,
    response jsonb,
    created_at timestamptz not null,
    primary key (operation, key)
  )`,
];
