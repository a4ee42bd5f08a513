import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { bindToTenant } from './isolation.ts';

/** Receivers of webhooks, and what is to be sent to them. */
export const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const table of ['webhooks', 'webhook_deliveries']) await bindToTenant(db, table);
  },
};

const statements = [
  `create table webhooks (
    id text primary key,
    tenant_id text not null references tenants (id),
    url text not null,
    description text not null,
    event_types jsonb not null,
    state text not null check (state in ('enabled', 'disabled')),
    disabled_reason text,
    secrets jsonb not null,
    created_at timestamptz not null
  )`,
  `create index webhooks_of_tenant on webhooks (tenant_id, created_at)`,
  // The identifier is made of receiver and event, so that an event that comes twice is sent once.
  `create table webhook_deliveries (
    id text primary key,
    tenant_id text not null references tenants (id),
    webhook_id text not null references webhooks (id) on delete cascade,
    session_id text,
    sequence integer,
    type text not null,
    body text not null,
    state text not null check (state in ('pending', 'delivered', 'failed')),
    attempt integer not null default 0,
    next_at timestamptz not null,
    last_status integer,
    last_error text,
    created_at timestamptz not null,
    delivered_at timestamptz
  )`,
  `create index webhook_deliveries_due on webhook_deliveries (next_at) where state = 'pending'`,
  `create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, created_at, id)`,
];
