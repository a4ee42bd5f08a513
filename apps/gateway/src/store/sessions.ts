import type { SessionEventBody, SessionState } from '@safelight/core';
import { Fault, newId } from '@safelight/core';
import { appendEvents } from './log.ts';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import { getPhoto } from './photos.ts';
import type { PhotoRow, SessionRow, TurnRow } from './schema.ts';
import type { State } from './states.ts';
import type { TenantStore, Unit } from './store.ts';

/** Opens a session on a photo; its log begins with `session.created`. */
export async function addSession(unit: Unit, photo: PhotoRow, branch: Branch | null = null): Promise<string> {
  const id = newId('ses');
  const { sessionId = null, sequence = null } = branch ?? {};
  await unit.trx
    .insertInto('sessions')
    .values({
      ...{ id, tenant_id: unit.tenantId, photo_id: photo.id, last_sequence: 0, created_at: unit.now },
      ...{ branch_session_id: sessionId, branch_sequence: sequence },
    })
    .execute();
  const created: SessionEventBody = { type: 'session.created', photoSha256: photo.sha256 };
  await appendEvents(unit, id, branch === null ? [created] : [created, beginningOf(branch)]);
  return id;
}

/** Where a new session comes from, and the recipe that stood there. */
export interface Branch extends SessionState, State {}

function beginningOf({ sessionId, sequence, recipe, image }: Branch): SessionEventBody {
  return { type: 'recipe.changed', recipe, image, origin: { type: 'branch', sessionId, sequence } };
}

/** @throws Fault session.notFound */
export async function getSession(store: TenantStore, id: string): Promise<SessionRow> {
  const session = await store.read((trx) =>
    trx
      .selectFrom('sessions')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (session !== undefined) return session;
  throw new Fault('session.notFound', `There is no session "${id}". Open one with POST /v1/sessions.`, {
    field: 'sessionId',
  });
}

/** A session without its turns; `active` while one waits or runs. */
export type SessionEntryRow = SessionRow & { readonly active: boolean };

/** Newest first; one row more than the page holds when there is a next one. */
export async function listSessions(store: TenantStore, page: PageRequest): Promise<SessionEntryRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('sessions')
      .selectAll()
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('turns')
              .select('turns.id')
              .where('turns.tenant_id', '=', store.tenantId)
              .whereRef('turns.session_id', '=', 'sessions.id')
              .where('turns.state', 'in', ['queued', 'running']),
          )
          .$castTo<boolean>()
          .as('active'),
      )
      .where('tenant_id', '=', store.tenantId)
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
}

/** The photo of a session. @throws Fault session.notFound */
export async function getSessionPhoto(store: TenantStore, sessionId: string): Promise<PhotoRow> {
  const session = await getSession(store, sessionId);
  return getPhoto(store, session.photo_id);
}

/** Newest last, at most `turnsPerReadMax`. */
export async function listTurns(store: TenantStore, sessionId: string): Promise<TurnRow[]> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('turns')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', sessionId)
      .orderBy('created_at', 'desc')
      .limit(turnsPerReadMax)
      .execute(),
  );
  return rows.reverse();
}

/** Most turns that one read answers: the newest ones. */
export const turnsPerReadMax = 200;
