/** The tables, as the queries see them. `migrations/` creates them; PostgreSQL 15 SQL throughout. */
import type { Finish, Locale, PhotoKind, Scores, SessionEventBody } from '@safelight/core';
import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { StoredFailure } from './turns.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string | null>;

export interface PhotoTable {
  id: string;
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
  sha256: string;
  media_type: string;
  width: number;
  height: number;
}

export interface SessionTable {
  id: string;
  photo_id: string;
  /** Sequence number of the newest event; the row's lock orders the writers of one session. */
  last_sequence: number;
  created_at: Date;
}

export interface EventTable {
  session_id: string;
  sequence: number;
  /** Null for events of the session itself. */
  turn_id: string | null;
  type: SessionEventBody['type'];
  body: Json<SessionEventBody>;
  time: Date;
}

export type TurnState = 'queued' | 'running' | 'succeeded' | 'failed';

export interface TurnTable {
  id: string;
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
  topic: 'turns' | 'trajectories';
  key: string;
  attempt: Generated<number>;
  next_at: Date;
  last_error: string | null;
  /** Set when the row will not be tried again. */
  given_up_at: Date | null;
}

export interface IdempotencyTable {
  key: string;
  operation: string;
  payload_sha256: string;
  /** Null while the first request is still running. */
  response: NullableJson<object>;
  created_at: Date;
}

export interface Database {
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
