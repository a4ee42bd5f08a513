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
  const { tenantId, now } = unit;
  const images = [...new Set(bodies.flatMap(imagesOf))];
  // One statement: a step commits two of these, and each round trip to the database is time in which nothing is edited.
  const { rows } = await sql<{ last_sequence: number }>`
    with session as (
      update sessions set last_sequence = last_sequence + ${bodies.length}::integer
      where tenant_id = ${tenantId} and id = ${sessionId}
      returning last_sequence
    ),
    appended as (
      insert into events (tenant_id, session_id, sequence, turn_id, type, body, time)
      select ${tenantId}, ${sessionId}, last_sequence - ${bodies.length}::integer + number,
        body ->> 'turnId', body ->> 'type', body, ${now}
      from session, jsonb_array_elements(${JSON.stringify(bodies)}::jsonb) with ordinality as bodies (body, number)
      order by number
    ),
    used as (
      insert into image_uses (tenant_id, session_id, sha256)
      select ${tenantId}, ${sessionId}, sha256 from session, unnest(${images}::text[]) as images (sha256)
      on conflict do nothing
    )
    select last_sequence from session`.execute(unit.trx);
  const [session] = rows;
  if (session === undefined) throw new Error(`There is no session "${sessionId}" to append to.`);
  unit.touched.add(sessionSignal(sessionId)).add(eventsSignal);
  return session.last_sequence;
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
