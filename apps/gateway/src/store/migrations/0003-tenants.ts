import { defaultTenantId } from '@safelight/core';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { bindToTenant } from './isolation.ts';

/**
 * Tenants, API keys, usage and the audit log; every row gets its tenant, and row level security holds it there. What was
 * stored before belongs to the default tenant.
 */
export const tenants: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const table of tables) await bindToTenant(db, table);
  },
};

/** Tables whose rows belonged to nobody. */
const existing = ['photos', 'images', 'sessions', 'turns', 'events', 'outbox', 'idempotency_keys'];
const tables = [...existing, 'api_keys', 'usage_daily', 'audit_log'];

const role = (name: string) => `do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then create role ${name} nologin; end if;
  end $$`;

const statements = [
  role('safelight_app'),
  role('safelight_system'),
  // A migration may have to change rows of all tenants.
  `grant safelight_app, safelight_system to current_user`,
  `create table tenants (
    id text primary key,
    name text not null,
    plan text not null,
    state text not null check (state in ('active', 'suspended', 'deleted')),
    limits jsonb not null default '{}',
    created_at timestamptz not null,
    deleted_at timestamptz
  )`,
  `insert into tenants (id, name, plan, state, created_at)
    values ('${defaultTenantId}', 'default', 'unlimited', 'active', now())`,
  `create table api_keys (
    id text primary key,
    tenant_id text not null references tenants (id),
    name text not null,
    prefix text not null,
    secret_sha256 text not null unique,
    scopes jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index api_keys_of_tenant on api_keys (tenant_id, created_at)`,
  `create table usage_daily (
    tenant_id text not null references tenants (id),
    key_id text not null,
    day date not null,
    steps bigint not null default 0,
    pixels bigint not null default 0,
    prompt_tokens bigint not null default 0,
    completion_tokens bigint not null default 0,
    cost_micro_usd bigint not null default 0,
    evaluations bigint not null default 0,
    primary key (tenant_id, day, key_id)
  )`,
  `create table audit_log (
    id bigint generated always as identity primary key,
    tenant_id text not null references tenants (id),
    at timestamptz not null,
    key_id text,
    request_id text,
    action text not null,
    subject text not null,
    detail jsonb not null default '{}'
  )`,
  `create index audit_log_of_tenant on audit_log (tenant_id, id)`,
  ...existing.flatMap((table) => [
    `alter table ${table} add column tenant_id text references tenants (id)`,
    `update ${table} set tenant_id = '${defaultTenantId}'`,
    `alter table ${table} alter column tenant_id set not null`,
  ]),
  `alter table photos drop constraint photos_sha256_key`,
  `create unique index photos_of_tenant on photos (tenant_id, sha256)`,
  `alter table images drop constraint images_pkey, add primary key (tenant_id, sha256)`,
  `alter table idempotency_keys drop constraint idempotency_keys_pkey, add primary key (tenant_id, operation, key)`,
  `create index sessions_of_tenant on sessions (tenant_id, created_at)`,
  `alter table turns add column key_id text not null default ''`,
  `alter table tenants enable row level security, force row level security`,
  `create policy own_row on tenants to safelight_app using (id = current_setting('safelight.tenant', true))`,
  `create policy all_rows on tenants to safelight_system using (true) with check (true)`,
  `grant select on tenants to safelight_app`,
  `grant select, insert, update, delete on tenants to safelight_system`,
  `grant usage on schema public to safelight_app, safelight_system`,
];
