/** The session log: append and read. */
import type { SessionEvent, SessionEventBody } from '@safelight/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { EventTable } from './schema.ts';
import type { Scope, TenantStore, Unit } from './store.ts';
import { eventOfRow } from './eventOfRow.ts';

/** Most events that one read answers. */
export const eventsPerReadMax = 200;

/**
 * Appends events in order. The session's row is locked until the transaction ends, so the sequence has neither gaps
 * nor duplicates whoever writes. Callers that act for a turn check its fencing token in the same unit first.
 * @returns the sequence number of the last one
 */
export async function appendEvents(
  unit: Unit,
  sessionId: string,
  bodies: readonly SessionEventBody[],
): Promise<number> {
  const { last_sequence: last } = await unit.trx
    .updateTable('sessions')
    .set((eb) => ({ last_sequence: eb('last_sequence', '+', bodies.length) }))
    .where('tenant_id', '=', unit.tenantId)
    .where('id', '=', sessionId)
    .returning('last_sequence')
    .executeTakeFirstOrThrow();
  const first = last - bodies.length + 1;
  const rows = bodies.map((body, index) => ({
    tenant_id: unit.tenantId,
    session_id: sessionId,
    sequence: first + index,
    turn_id: 'turnId' in body ? body.turnId : null,
    type: body.type,
    body: JSON.stringify(body),
    time: unit.now,
  }));
  await unit.trx.insertInto('events').values(rows).execute();
  const uses = [...new Set(bodies.flatMap(imagesOf))];
  if (uses.length > 0) {
    await unit.trx
      .insertInto('image_uses')
      .values(uses.map((sha256) => ({ tenant_id: unit.tenantId, session_id: sessionId, sha256 })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  unit.touched.add(sessionSignal(sessionId)).add(eventsSignal);
  return last;
}

/** The pictures that an event names: who deletes a photo finds them by the sessions that use them. */
function imagesOf(body: SessionEventBody): readonly string[] {
  if ('observation' in body) return [body.observation.image.sha256];
  if ('original' in body) return [body.original.image.sha256];
  return 'image' in body && body.image !== null ? [body.image.sha256] : [];
}

/**
 * Events with a greater sequence number, oldest first, at most `eventsPerReadMax`. What is committed before `onBegin` is
 * among them.
 */
export async function readEvents(
  store: TenantStore,
  sessionId: string,
  afterSequence: number,
  onBegin: () => void = () => undefined,
): Promise<SessionEvent[]> {
  const rows = await store.read((trx) => {
    onBegin();
    return trx
      .selectFrom('events')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', sessionId)
      .where('sequence', '>', afterSequence)
      .orderBy('sequence')
      .limit(eventsPerReadMax)
      .execute();
  });
  return rows.map(eventOfRow);
}

/** Events of one turn after the cursor; bounded by its options and the number of its attempts. */
export async function readTurnEvents(store: TenantStore, turnId: string, afterSequence = 0): Promise<SessionEvent[]> {
  return store.read((trx) => turnEventsIn({ trx, tenantId: store.tenantId }, turnId, afterSequence));
}

/** The same within a unit. */
export async function turnEventsIn(
  { trx, tenantId }: Pick<Unit, 'trx' | 'tenantId'>,
  turnId: string,
  afterSequence = 0,
): Promise<SessionEvent[]> {
  const rows = await trx
    .selectFrom('events')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('turn_id', '=', turnId)
    .where('sequence', '>', afterSequence)
    .orderBy('sequence')
    .execute();
  return rows.map(eventOfRow);
}

/** Whether the log of a turn holds this very event: asked when it is not known what became of an append. */
export async function isAppended({ trx, tenantId }: Unit, turnId: string, body: SessionEventBody): Promise<boolean> {
  const row = await trx
    .selectFrom('events')
    .select('sequence')
    .where('tenant_id', '=', tenantId)
    .where('turn_id', '=', turnId)
    .where('body', '=', sql<SessionEventBody>`${JSON.stringify(body)}::jsonb`)
    .executeTakeFirst();
  return row !== undefined;
}

/** An event that the bus does not have yet. */
export type UnpublishedRow = Selectable<EventTable>;

/** Of all tenants, oldest first. */
export async function unpublishedEvents(system: Scope, countMax: number): Promise<UnpublishedRow[]> {
  return system.read((trx) =>
    trx.selectFrom('events').selectAll().where('published', '=', false).orderBy('position').limit(countMax).execute(),
  );
}

export async function markPublished(system: Scope, positions: readonly number[]): Promise<void> {
  await system.write(({ trx }) =>
    trx.updateTable('events').set({ published: true }).where('position', 'in', positions).execute(),
  );
}

/** The key under which waits who publishes the events of all sessions. */
export const eventsSignal = 'events';

/** The key under which followers of a session wait. */
export function sessionSignal(sessionId: string): string {
  return `session:${sessionId}`;
}
