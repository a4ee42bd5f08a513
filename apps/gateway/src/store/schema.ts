/** The tables, as the queries see them. `migrations/` creates them; PostgreSQL 15 SQL throughout. */
import type { Finish, Locale, PhotoKind, Scores, SessionEventBody } from '@safelight/core';
import type { ColumnType, Generated, GeneratedAlways, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Scope } from '../auth/identity.ts';
import type { PlanLimits, PlanName } from '../auth/plans.ts';
import type { StoredFailure } from './turns.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string | null>;

export interface PhotoTable {
  id: string;
  tenant_id: string;
  sha256: string;
  file_name: string;
  media_type: string;
  /** Upright pixels. */
  width: number;
  height: number;
  size_bytes: number;
  kind: PhotoKind;
  created_at: Date;
}

/** Pictures that Safelight rendered and that events name. */
export interface ImageTable {
  tenant_id: string;
  sha256: string;
  media_type: string;
  width: number;
  height: number;
}

export interface SessionTable {
  id: string;
  tenant_id: string;
  photo_id: string;
  /** Sequence number of the newest event; the row's lock orders the writers of one session. */
  last_sequence: number;
  created_at: Date;
}

export interface EventTable {
  tenant_id: string;
  session_id: string;
  sequence: number;
  /** Null for events of the session itself. */
  turn_id: string | null;
  type: SessionEventBody['type'];
  body: Json<SessionEventBody>;
  time: Date;
  /** Rises over all sessions; the order of publishing. */
  position: GeneratedAlways<number>;
  /** Whether the bus has it. */
  published: Generated<boolean>;
}

export type TurnState = 'queued' | 'running' | 'succeeded' | 'failed';

export interface TurnTable {
  id: string;
  tenant_id: string;
  /** The key that asked; empty for turns from before there were keys. */
  key_id: Generated<string>;
  session_id: string;
  instruction: string;
  steps_max: number;
  seed: number;
  candidates: number;
  reflections_max: number;
  score_min: number;
  text_only: boolean;
  state: TurnState;
  /** How often a runner has taken the turn. */
  attempt: Generated<number>;
  lease_owner: string | null;
  lease_until: Date | null;
  /** Fencing token: rises with each claim; a write with an older one is refused. */
  token: Generated<number>;
  locale: Locale | null;
  policy_version: string | null;
  engine_version: string | null;
  finish: NullableJson<Finish>;
  scores: NullableJson<Scores>;
  failure: NullableJson<StoredFailure>;
  created_at: Date;
}

export interface OutboxTable {
  id: Generated<number>;
  tenant_id: string;
  topic: 'turns' | 'trajectories';
  key: string;
  attempt: Generated<number>;
  next_at: Date;
  last_error: string | null;
  /** Set when the row will not be tried again. */
  given_up_at: Date | null;
}

export interface IdempotencyTable {
  tenant_id: string;
  key: string;
  operation: string;
  payload_sha256: string;
  /** Null while the first request is still running. */
  response: NullableJson<object>;
  created_at: Date;
}

export interface TenantTable {
  id: string;
  name: string;
  plan: PlanName;
  state: 'active' | 'suspended' | 'deleted';
  /** What differs from the plan. */
  limits: Json<Partial<PlanLimits>>;
  created_at: Date;
  deleted_at: Date | null;
}

export interface ApiKeyTable {
  id: string;
  tenant_id: string;
  name: string;
  /** The first characters, for people to tell keys apart. */
  prefix: string;
  /** The key itself is not kept. It has 192 random bits, so a plain digest cannot be turned back. */
  secret_sha256: string;
  scopes: Json<readonly Scope[]>;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** What a key used on one day (UTC), for turns and evaluations that did not fail for a reason of ours. */
export interface UsageTable {
  tenant_id: string;
  key_id: string;
  /** `YYYY-MM-DD`. */
  day: string;
  steps: Generated<number>;
  /** Of full-size renders. */
  pixels: Generated<number>;
  prompt_tokens: Generated<number>;
  completion_tokens: Generated<number>;
  cost_micro_usd: Generated<number>;
  evaluations: Generated<number>;
}

export interface AuditTable {
  id: Generated<number>;
  tenant_id: string;
  at: Date;
  key_id: string | null;
  request_id: string | null;
  /** `key.created`, `tenant.suspended`, … */
  action: string;
  /** What it was done to: an id. */
  subject: string;
  detail: Json<object>;
}

/** What one process at a time does. */
export interface LeaseTable {
  name: string;
  owner: string;
  /** Rises with each change of hands and each renewal. */
  token: number;
  until: Date;
}

export interface Database {
  leases: LeaseTable;
  tenants: TenantTable;
  api_keys: ApiKeyTable;
  usage_daily: UsageTable;
  audit_log: AuditTable;
  photos: PhotoTable;
  images: ImageTable;
  sessions: SessionTable;
  events: EventTable;
  turns: TurnTable;
  outbox: OutboxTable;
  idempotency_keys: IdempotencyTable;
}

export type PhotoRow = Selectable<PhotoTable>;
export type NewPhotoRow = Insertable<PhotoTable>;
export type SessionRow = Selectable<SessionTable>;
export type TurnRow = Selectable<TurnTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type TenantRow = Selectable<TenantTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
