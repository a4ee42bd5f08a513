import type { SessionState } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { getPhoto } from '../store/photos.ts';
import type { SessionRow } from '../store/schema.ts';
import {
  addSession,
  getSession as getSessionRow,
  getSessionPhoto,
  listTurns,
  listSessions as listSessionRows,
} from '../store/sessions.ts';
import type { PageRequest } from '../store/pages.ts';
import { stateAt } from '../store/states.ts';
import { byCreation, readPage } from './pages.ts';
import type { Page, PageQuery } from './pages.ts';
import { summaryOf } from './turns.ts';
import type { TurnSummary } from './turns.ts';

export interface SessionView {
  readonly id: string;
  readonly photoId: string;
  /** `running` while a turn waits or runs. */
  readonly state: 'idle' | 'running';
  readonly createdAt: Date;
  /** Sequence number of the newest event. */
  readonly lastSequence: number;
  /** The session and event from which this one began; null when it began with the photo as it was taken. */
  readonly branchOf: SessionState | null;
  /** Oldest first; of very long sessions the newest turns. */
  readonly turns: readonly TurnSummary[];
}

/** On a photo as it was taken, or on the photo of a session with the recipe that stood at one of its events. */
export type SessionWish = { readonly photoId: string } | { readonly branchOf: SessionState };

/**
 * Opens a conversation about one photo.
 * @throws Fault photo.notFound, session.notFound, request.invalid for an event that shows no recipe
 */
export async function createSession(
  context: TenantContext,
  wish: SessionWish,
  key: IdempotencyKey | null = null,
): Promise<{ readonly sessionId: string }> {
  const { store } = context;
  if ('photoId' in wish) {
    const photo = await getPhoto(store, wish.photoId);
    return store.write((unit) => once(unit, key, async () => ({ sessionId: await addSession(unit, photo) })));
  }
  const { sessionId, sequence } = wish.branchOf;
  const photo = await getSessionPhoto(store, sessionId);
  const branch = { sessionId, sequence, ...(await stateAt(store, sessionId, sequence)) };
  return store.write((unit) => once(unit, key, async () => ({ sessionId: await addSession(unit, photo, branch) })));
}

/** A session without its turns. */
export type SessionEntry = Omit<SessionView, 'turns'>;

/** Newest first. @throws Fault request.invalid for a wrong page token */
export async function listSessions({ store }: TenantContext, query: PageQuery): Promise<Page<SessionEntry>> {
  const name = { tenantId: store.tenantId, list: 'sessions' };
  const read = async (page: PageRequest) =>
    (await listSessionRows(store, page)).map(({ active, ...row }) => entryOf(row, active));
  return readPage(name, query, read, byCreation);
}

/** @throws Fault session.notFound */
export async function getSession(context: TenantContext, sessionId: string): Promise<SessionView> {
  const session = await getSessionRow(context.store, sessionId);
  const turns = (await listTurns(context.store, sessionId)).map(summaryOf);
  const active = turns.some(({ state }) => state === 'queued' || state === 'running');
  return { ...entryOf(session, active), turns };
}

function entryOf(session: SessionRow, active: boolean): SessionEntry {
  return {
    id: session.id,
    photoId: session.photo_id,
    state: active ? 'running' : 'idle',
    createdAt: session.created_at,
    lastSequence: session.last_sequence,
    branchOf: branchOf(session),
  };
}

function branchOf({ branch_session_id: sessionId, branch_sequence: sequence }: SessionRow): SessionState | null {
  return sessionId === null || sequence === null ? null : { sessionId, sequence };
}
