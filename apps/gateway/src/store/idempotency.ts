/** `Idempotency-Key`: the same request told twice is done once. */
import { Fault } from '@safelight/core';
import type { Unit } from './store.ts';

/** How long an answer is kept. */
export const keptForMs = 24 * 60 * 60 * 1000;

export interface IdempotencyKey {
  /** As the caller chose it, 1 to `keyLengthMax` characters. */
  readonly key: string;
  /** Which operation, with its path parameters. */
  readonly operation: string;
  readonly payloadSha256: string;
}

export const keyLengthMax = 200;

/**
 * Runs `work` in the unit once per key; a repetition gets the first answer. Key, answer and effect are committed
 * together, so a crash leaves all or nothing, and a second request at the same time waits for the first.
 * @throws Fault idempotency.mismatch
 */
export async function once<T extends object>(
  unit: Unit,
  key: IdempotencyKey | null,
  work: () => Promise<T>,
): Promise<T> {
  if (key === null) return work();
  const { trx, now, tenantId } = unit;
  await removeOld(unit);
  const inserted = await trx
    .insertInto('idempotency_keys')
    .values({
      tenant_id: tenantId,
      key: key.key,
      operation: key.operation,
      payload_sha256: key.payloadSha256,
      response: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'operation', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted === undefined) return (await firstAnswer(unit, key)) as T;
  const answer = await work();
  await trx
    .updateTable('idempotency_keys')
    .set({ response: JSON.stringify(answer) })
    .where('tenant_id', '=', tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .execute();
  return answer;
}

/** The right to answer one request, until the lease runs out. */
export interface Reservation {
  readonly key: IdempotencyKey;
  readonly token: number;
}

export type Reserved =
  | { readonly type: 'mine'; readonly reservation: Reservation }
  /** As `settle` was given it. */
  | { readonly type: 'answered'; readonly answer: string };

/**
 * Reserves the key for a request whose work is more than one unit. A reservation whose process has died is taken over when
 * its lease has run out; the work must then find by itself what was done already (see `once`).
 * @throws Fault idempotency.mismatch, idempotency.running
 */
export async function reserve(unit: Unit, key: IdempotencyKey, leaseMs: number): Promise<Reserved> {
  const { trx, now, tenantId } = unit;
  const leaseUntil = new Date(now.getTime() + leaseMs);
  await removeOld(unit);
  const inserted = await trx
    .insertInto('idempotency_keys')
    .values({
      ...{ tenant_id: tenantId, key: key.key, operation: key.operation, payload_sha256: key.payloadSha256 },
      ...{ response: null, created_at: now, lease_until: leaseUntil, token: 1, answer: null },
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'operation', 'key']).doNothing())
    .returning('token')
    .executeTakeFirst();
  if (inserted !== undefined) return { type: 'mine', reservation: { key, token: inserted.token } };
  const row = await trx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .forUpdate()
    .executeTakeFirst();
  if (row !== undefined && row.payload_sha256 !== key.payloadSha256) throw mismatch();
  if (row !== undefined && row.answer !== null) return { type: 'answered', answer: row.answer };
  // Absent: the first request failed and gave the key back at this very moment. The next try finds it free.
  if (row === undefined || (row.lease_until !== null && row.lease_until >= now)) throw running();
  await trx
    .updateTable('idempotency_keys')
    .set({ lease_until: leaseUntil, token: row.token + 1 })
    .where('tenant_id', '=', tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .execute();
  return { type: 'mine', reservation: { key, token: row.token + 1 } };
}

/** Does nothing for a reservation that was taken over. */
export async function prolongReservation(unit: Unit, { key, token }: Reservation, leaseMs: number): Promise<void> {
  await unit.trx
    .updateTable('idempotency_keys')
    .set({ lease_until: new Date(unit.now.getTime() + leaseMs) })
    .where('tenant_id', '=', unit.tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .where('token', '=', token)
    .execute();
}

/** Keeps the answer for a repetition. Does nothing for a reservation that was taken over. */
export async function settle(unit: Unit, { key, token }: Reservation, answer: string): Promise<void> {
  await unit.trx
    .updateTable('idempotency_keys')
    .set({ answer, lease_until: null })
    .where('tenant_id', '=', unit.tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .where('token', '=', token)
    .execute();
}

/** Gives the key back: the request failed, and the same one may be tried again. */
export async function release(unit: Unit, { key, token }: Reservation): Promise<void> {
  await unit.trx
    .deleteFrom('idempotency_keys')
    .where('tenant_id', '=', unit.tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .where('token', '=', token)
    .execute();
}

async function removeOld({ trx, tenantId, now }: Unit): Promise<void> {
  await trx
    .deleteFrom('idempotency_keys')
    .where('tenant_id', '=', tenantId)
    .where('created_at', '<', new Date(now.getTime() - keptForMs))
    .execute();
}

function mismatch(): Fault {
  return new Fault(
    'idempotency.mismatch',
    'This Idempotency-Key was used for another request. Send a fresh key with a changed request.',
  );
}

function running(): Fault {
  return new Fault(
    'idempotency.running',
    'The first request with this Idempotency-Key is still being answered. Send it again in a moment.',
  );
}

async function firstAnswer({ trx, tenantId }: Unit, key: IdempotencyKey): Promise<unknown> {
  const row = await trx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow();
  if (row.payload_sha256 === key.payloadSha256) return row.response;
  throw mismatch();
}
