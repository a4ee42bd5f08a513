import type { TenantContext } from '../context.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { getPhoto } from '../store/photos.ts';
import { addSession, getSession as getSessionRow, listTurns } from '../store/sessions.ts';
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
  /** Oldest first; of very long sessions the newest turns. */
  readonly turns: readonly TurnSummary[];
}

/** Opens a conversation about one photo. @throws Fault photo.notFound */
export async function createSession(
  context: TenantContext,
  request: { readonly photoId: string },
  key: IdempotencyKey | null = null,
): Promise<{ readonly sessionId: string }> {
  const photo = await getPhoto(context.store, request.photoId);
  return context.store.write((unit) => once(unit, key, async () => ({ sessionId: await addSession(unit, photo) })));
}

/** @throws Fault session.notFound */
export async function getSession(context: TenantContext, sessionId: string): Promise<SessionView> {
  const session = await getSessionRow(context.store, sessionId);
  const turns = (await listTurns(context.store, sessionId)).map(summaryOf);
  const active = turns.some(({ state }) => state === 'queued' || state === 'running');
  return {
    id: session.id,
    photoId: session.photo_id,
    state: active ? 'running' : 'idle',
    createdAt: session.created_at,
    lastSequence: session.last_sequence,
    turns,
  };
}
