import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Turns that can be canceled, that end by a deadline or a budget, and that wait; sessions that branch. */
export const sessions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table turns
    add column deadline_at timestamptz,
    add column budget_tokens bigint,
    add column budget_cost_micro_usd bigint,
    add column cancel_requested boolean not null default false,
    add column not_before timestamptz,
    add column releases integer not null default 0,
    drop constraint turns_state_check,
    add constraint turns_state_check
      check (state in ('queued', 'running', 'succeeded', 'failed', 'canceled', 'expired'))`,
  `create index turns_running on turns (tenant_id) where state = 'running'`,
  `create index turns_deadline on turns (deadline_at) where state in ('queued', 'running') and deadline_at is not null`,
  `create index events_of_recipe on events (session_id, sequence) where type in ('turn.finished', 'recipe.changed')`,
  `alter table sessions add column branch_session_id text, add column branch_sequence integer`,
];
