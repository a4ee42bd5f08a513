/** The tables, as the queries see them. `migrations/` creates them; PostgreSQL 15 SQL throughout. */
import type { Finish, Locale, PhotoKind, Scores, SessionEventBody, SessionEventType } from '@safelight/core';
import type { ColumnType, Generated, GeneratedAlways, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Scope } from '../auth/identity.ts';
import type { PlanLimits, PlanName } from '../auth/plans.ts';
import type { StoredFailure } from './turns.ts';
import type { StoredSecret } from './webhooks.ts';

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
  /** When the photo is to be deleted by itself; null = never. */
  expires_at: Date | null;
  deleted_at: Date | null;
  /** Nothing of it may be kept longer than the work takes, and none of it is training material. */
  no_store: Generated<boolean>;
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
  /** Where the session was branched from; null for one that was opened on a photo. */
  branch_session_id: string | null;
  branch_sequence: number | null;
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

export type TurnState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';

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
  deadline_at: Date | null;
  budget_tokens: number | null;
  budget_cost_micro_usd: number | null;
  state: TurnState;
  /** The runner that holds the turn ends it at its next safe point. */
  cancel_requested: Generated<boolean>;
  /** A turn that was given back for a reason that passes waits until then. */
  not_before: Date | null;
  /** How often a runner has given the turn back; those takings do not count against it. */
  releases: Generated<number>;
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
  /** The span that asked, W3C; null where no trace was kept. */
  traceparent: string | null;
  created_at: Date;
}

export interface OutboxTable {
  id: Generated<number>;
  tenant_id: string;
  topic: 'turns' | 'trajectories' | 'erasures';
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
  /** Until when the request that reserved the key counts as running; null where key and effect are one transaction. */
  lease_until: Date | null;
  /** Fencing token of the reservation. */
  token: Generated<number>;
  /** The whole first answer, sealed under the caller's own API key. */
  answer: string | null;
  created_at: Date;
}

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';
export type JobKind = 'edit' | 'render' | 'batch' | 'evaluation-batch';

/** Long work. What `request`, `checkpoint` and `result` hold is its handler's to say. */
export interface JobTable {
  id: string;
  tenant_id: string;
  /** The key that asked; usage is counted on it. */
  key_id: string;
  kind: JobKind;
  state: JobState;
  request: Json<object>;
  /** How far the handler has come; it goes on from here. */
  checkpoint: ColumnType<object, string | undefined, string>;
  result: NullableJson<object>;
  failure: NullableJson<StoredFailure>;
  done: Generated<number>;
  total: number;
  cancel_requested: Generated<boolean>;
  /** How often a runner has taken it. */
  attempt: Generated<number>;
  /** The same since it last got on; an orderly stop of a runner does not count. */
  setbacks: Generated<number>;
  lease_owner: string | null;
  lease_until: Date | null;
  /** Fencing token: rises with each claim; a write with an older one is refused. */
  token: Generated<number>;
  /** A job that failed for a reason that passes waits until then. */
  not_before: Date;
  deadline_at: Date;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  /** When a finished job is removed with its outputs. */
  expires_at: Date | null;
  /** The span that asked, W3C; null where no trace was kept. */
  traceparent: string | null;
}

export interface JobItemTable {
  tenant_id: string;
  job_id: string;
  /** Counted from 0. */
  index: number;
  state: JobState;
  request: Json<object>;
  checkpoint: ColumnType<object, string | undefined, string>;
  result: NullableJson<object>;
  failure: NullableJson<StoredFailure>;
  finished_at: Date | null;
}

/** A finished render, made by a job. */
export interface RenderTable {
  id: string;
  tenant_id: string;
  job_id: string;
  /** The job's item, and the place among its outputs. */
  item: number;
  place: number;
  photo_id: string;
  output: Json<object>;
  sha256: string;
  media_type: string;
  width: number;
  height: number;
  size_bytes: number;
  file_name: string;
  created_at: Date;
}

export interface PresetTable {
  id: string;
  tenant_id: string;
  name: string;
  /** Groups of tools that it sets. */
  groups: Json<readonly string[]>;
  recipe: Json<object>;
  created_at: Date;
  updated_at: Date;
}

/** Which sessions name a picture. */
export interface ImageUseTable {
  tenant_id: string;
  session_id: string;
  sha256: string;
}

/** Bytes that are to be deleted. */
export interface BlobTrashTable {
  tenant_id: string;
  sha256: string;
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
  /** When its photos, sessions and keys were erased; null while they are there. */
  erased_at: Generated<Date | null>;
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

export interface WebhookTable {
  id: string;
  tenant_id: string;
  url: string;
  description: string;
  /** Empty: all. */
  event_types: Json<readonly SessionEventType[]>;
  state: 'enabled' | 'disabled';
  disabled_reason: string | null;
  secrets: Json<readonly StoredSecret[]>;
  created_at: Date;
}

export interface WebhookDeliveryTable {
  id: string;
  tenant_id: string;
  webhook_id: string;
  /** Null, as the sequence, for a message that no event is behind. */
  session_id: string | null;
  sequence: number | null;
  type: string;
  body: string;
  state: 'pending' | 'delivered' | 'failed';
  attempt: Generated<number>;
  next_at: Date;
  last_status: number | null;
  last_error: string | null;
  created_at: Date;
  delivered_at: Date | null;
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
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
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
  jobs: JobTable;
  job_items: JobItemTable;
  renders: RenderTable;
  presets: PresetTable;
  image_uses: ImageUseTable;
  blob_trash: BlobTrashTable;
}

export type PhotoRow = Selectable<PhotoTable>;
export type NewPhotoRow = Insertable<PhotoTable>;
export type SessionRow = Selectable<SessionTable>;
export type TurnRow = Selectable<TurnTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type TenantRow = Selectable<TenantTable>;
export type JobRow = Selectable<JobTable>;
export type JobItemRow = Selectable<JobItemTable>;
export type RenderRow = Selectable<RenderTable>;
export type PresetRow = Selectable<PresetTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
export type AuditRow = Selectable<AuditTable>;
