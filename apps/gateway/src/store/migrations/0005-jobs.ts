import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { bindToTenant } from './isolation.ts';

/** Long work with its items and outputs, presets, what is to be deleted, and answers that are kept for a repetition. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const table of ['jobs', 'job_items', 'renders', 'presets', 'image_uses', 'blob_trash']) {
      await bindToTenant(db, table);
    }
    // Row level security holds for the owner as well, who sees no rows.
    await sql`set local role safelight_system`.execute(db);
    await sql.raw(backfill).execute(db);
    await sql`set local role none`.execute(db);
  },
};

const state = (words: string) => `text not null check (state in (${words}))`;
const ended = `'succeeded', 'failed', 'canceled', 'expired'`;

const backfill = `insert into image_uses (tenant_id, session_id, sha256)
  select distinct tenant_id, session_id, image #>> '{}'
  from events, jsonb_path_query(body, '$.**.image.sha256') as image`;

const statements = [
  `create table jobs (
    id text primary key,
    tenant_id text not null references tenants (id),
    key_id text not null,
    kind text not null,
    state ${state(`'queued', 'running', ${ended}`)},
    request jsonb not null,
    checkpoint jsonb not null default '{}',
    result jsonb,
    failure jsonb,
    done integer not null default 0,
    total integer not null,
    cancel_requested boolean not null default false,
    attempt integer not null default 0,
    lease_owner text,
    lease_until timestamptz,
    token integer not null default 0,
    not_before timestamptz not null,
    deadline_at timestamptz not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz
  )`,
  `create index jobs_of_tenant on jobs (tenant_id, created_at, id)`,
  `create index jobs_due on jobs (kind, created_at) where state in ('queued', 'running')`,
  `create index jobs_expired on jobs (expires_at) where expires_at is not null`,
  `create table job_items (
    tenant_id text not null references tenants (id),
    job_id text not null references jobs (id) on delete cascade,
    index integer not null,
    state ${state(`'queued', 'running', ${ended}`)},
    request jsonb not null,
    checkpoint jsonb not null default '{}',
    result jsonb,
    failure jsonb,
    finished_at timestamptz,
    primary key (job_id, index)
  )`,
  // Finished renders; the bytes are kept under their digest.
  `create table renders (
    id text primary key,
    tenant_id text not null references tenants (id),
    job_id text not null references jobs (id) on delete cascade,
    item integer not null,
    place integer not null,
    photo_id text not null references photos (id),
    output jsonb not null,
    sha256 text not null,
    media_type text not null,
    width integer not null,
    height integer not null,
    size_bytes bigint not null,
    file_name text not null,
    created_at timestamptz not null,
    unique (job_id, item, place)
  )`,
  `create index renders_of_photo on renders (tenant_id, photo_id)`,
  `create index renders_of_blob on renders (tenant_id, sha256)`,
  `create table presets (
    id text primary key,
    tenant_id text not null references tenants (id),
    name text not null,
    groups jsonb not null,
    recipe jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index presets_of_tenant on presets (tenant_id, created_at, id)`,
  `alter table photos
    add column expires_at timestamptz,
    add column deleted_at timestamptz,
    add column no_store boolean not null default false`,
  // A photo that was deleted may be uploaded again.
  `drop index photos_of_tenant`,
  `create unique index photos_of_tenant on photos (tenant_id, sha256) where deleted_at is null`,
  `create index photos_in_order on photos (tenant_id, created_at, id)`,
  `create index photos_expired on photos (expires_at) where expires_at is not null and deleted_at is null`,
  // Which sessions name a picture: what a deleted photo leaves behind is found by it.
  `create table image_uses (
    tenant_id text not null references tenants (id),
    session_id text not null references sessions (id),
    sha256 text not null,
    primary key (session_id, sha256)
  )`,
  `create index image_uses_of_blob on image_uses (tenant_id, sha256)`,
  // Digests whose bytes nobody names any more; a row stays until the bytes are gone.
  `create table blob_trash (
    tenant_id text not null references tenants (id),
    sha256 text not null,
    created_at timestamptz not null,
    primary key (tenant_id, sha256)
  )`,
  // A reservation of a request that is being answered, and the answer, sealed under the caller's own key.
  `alter table idempotency_keys
    add column lease_until timestamptz,
    add column token integer not null default 0,
    add column answer text`,
];
