/** What must be told to others after a commit: written with the change, delivered at least once. */
import type { OutboxRow } from './schema.ts';
import type { Store, Unit } from './store.ts';

export type Topic = OutboxRow['topic'];

export async function addOutbox(unit: Unit, topic: Topic, key: string): Promise<void> {
  await unit.trx
    .insertInto('outbox')
    .values({ topic, key, next_at: unit.now, last_error: null, given_up_at: null })
    .execute();
  unit.touched.add(outboxSignal(topic));
}

/** Rows whose time has come, oldest first. */
export async function dueOutbox(store: Store, topic: Topic, countMax: number): Promise<OutboxRow[]> {
  return store.db
    .selectFrom('outbox')
    .selectAll()
    .where('topic', '=', topic)
    .where('given_up_at', 'is', null)
    .where('next_at', '<=', store.now())
    .orderBy('id')
    .limit(countMax)
    .execute();
}

/** When the next waiting row becomes due; null when none waits. */
export async function nextOutboxTime(store: Store, topic: Topic): Promise<Date | null> {
  const row = await store.db
    .selectFrom('outbox')
    .select('next_at')
    .where('topic', '=', topic)
    .where('given_up_at', 'is', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}

export async function removeOutbox(store: Store, id: number): Promise<void> {
  await store.db.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Puts a row off after a failed delivery, or gives it up for good; given-up rows stay as the dead letters. */
export async function postponeOutbox(store: Store, row: OutboxRow, error: string, nextAt: Date | null): Promise<void> {
  await store.db
    .updateTable('outbox')
    .set({
      attempt: row.attempt + 1,
      last_error: error,
      ...(nextAt === null ? { given_up_at: store.now() } : { next_at: nextAt }),
    })
    .where('id', '=', row.id)
    .execute();
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
