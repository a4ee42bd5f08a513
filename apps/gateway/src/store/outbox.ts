/** What must be told to others after a commit: written with the change, delivered at least once. */
import type { OutboxRow } from './schema.ts';
import type { Scope, Unit } from './store.ts';

export type Topic = OutboxRow['topic'];

export async function addOutbox(unit: Unit, topic: Topic, key: string): Promise<void> {
  await unit.trx
    .insertInto('outbox')
    .values({ tenant_id: unit.tenantId, topic, key, next_at: unit.now, last_error: null, given_up_at: null })
    .execute();
  unit.touched.add(outboxSignal(topic));
}

/** Rows whose time has come, oldest first. */
export async function dueOutbox(store: Scope, topic: Topic, countMax: number): Promise<OutboxRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('outbox')
      .selectAll()
      .where('topic', '=', topic)
      .where('given_up_at', 'is', null)
      .where('next_at', '<=', store.now())
      .orderBy('id')
      .limit(countMax)
      .execute(),
  );
}

/** When the next waiting row becomes due; null when none waits. */
export async function nextOutboxTime(store: Scope, topic: Topic): Promise<Date | null> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('outbox')
      .select('next_at')
      .where('topic', '=', topic)
      .where('given_up_at', 'is', null)
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.next_at ?? null;
}

export async function removeOutbox(store: Scope, id: number): Promise<void> {
  await store.write(({ trx }) => trx.deleteFrom('outbox').where('id', '=', id).execute());
}

/** Puts a row off after a failed delivery, or gives it up for good; given-up rows stay as the dead letters. */
export async function postponeOutbox(store: Scope, row: OutboxRow, error: string, nextAt: Date | null): Promise<void> {
  await store.write(({ trx, now }) =>
    trx
      .updateTable('outbox')
      .set({
        attempt: row.attempt + 1,
        last_error: error,
        ...(nextAt === null ? { given_up_at: now } : { next_at: nextAt }),
      })
      .where('id', '=', row.id)
      .execute(),
  );
}

/** Names a turn in the topic `turns`. */
export function turnKey(sessionId: string, turnId: string): string {
  return `${sessionId}/${turnId}`;
}

/** Rows from before there was a bus name the turn alone, which then stands for its session: the order is one of a kind. */
export function turnKeyOf(key: string): { readonly sessionId: string; readonly turnId: string } {
  const [sessionId = '', turnId = sessionId] = key.split('/');
  return { sessionId, turnId };
}

/** Names one candidate of a turn in the topic `trajectories`. */
export function trajectoryKey(turnId: string, candidate: number): string {
  return `${turnId}/${candidate}`;
}

/** Rows from before there were candidates name the turn alone. */
export function trajectoryOfKey(key: string): { readonly turnId: string; readonly candidate: number } {
  const [turnId = '', candidate = '0'] = key.split('/');
  return { turnId, candidate: Number(candidate) };
}

/** The key under which the relay of a topic waits. */
export function outboxSignal(topic: Topic): string {
  return `outbox:${topic}`;
}
