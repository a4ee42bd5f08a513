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
  await trx
    .deleteFrom('idempotency_keys')
    .where('tenant_id', '=', tenantId)
    .where('created_at', '<', new Date(now.getTime() - keptForMs))
    .execute();
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

async function firstAnswer({ trx, tenantId }: Unit, key: IdempotencyKey): Promise<unknown> {
  const row = await trx
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('operation', '=', key.operation)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow();
  if (row.payload_sha256 === key.payloadSha256) return row.response;
  throw new Fault(
    'idempotency.mismatch',
    'This Idempotency-Key was used for another request. Send a fresh key with a changed request.',
  );
}
