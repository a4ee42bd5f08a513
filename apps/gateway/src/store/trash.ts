/**
 * Bytes that nobody names any more. A digest is put into the trash in the transaction that drops its last name, so a
 * process that dies in between leaves nothing behind; and while it lies there, nobody can give it a new name, so bytes
 * that are wanted again are never deleted under their owner's hands.
 */
import { sql } from 'kysely';
import type { BlobTrashTable } from './schema.ts';
import type { Scope, TenantStore, Unit } from './store.ts';

/** Throws away those of the digests that no photo, picture or render of the tenant names. */
export async function trashUnused(unit: Unit, digests: Iterable<string>): Promise<void> {
  const { trx, tenantId, now } = unit;
  // In order, so that two units cannot wait for each other.
  for (const sha256 of [...new Set(digests)].sort()) {
    await lockDigest(unit, sha256);
    const used = await sql`
      select 1 from photos where tenant_id = ${tenantId} and sha256 = ${sha256} and deleted_at is null
      union all select 1 from images where tenant_id = ${tenantId} and sha256 = ${sha256}
      union all select 1 from renders where tenant_id = ${tenantId} and sha256 = ${sha256}
      limit 1`.execute(trx);
    if (used.rows.length > 0) continue;
    await trx
      .insertInto('blob_trash')
      .values({ tenant_id: tenantId, sha256, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Removes those of the pictures that no session names any more; answers all of their digests, each once. */
export async function forgetImages(
  { trx, tenantId }: Unit,
  uses: readonly { readonly sha256: string }[],
): Promise<readonly string[]> {
  const digests = [...new Set(uses.map(({ sha256 }) => sha256))];
  if (digests.length === 0) return [];
  await trx
    .deleteFrom('images')
    .where('tenant_id', '=', tenantId)
    .where('sha256', 'in', digests)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('image_uses')
            .select('session_id')
            .where('image_uses.tenant_id', '=', tenantId)
            .whereRef('image_uses.sha256', '=', 'images.sha256'),
        ),
      ),
    )
    .execute();
  return digests;
}

/** Whether bytes may be named now; false while they are being thrown away. Call it in the unit that names them. */
export async function mayName(unit: Unit, sha256: string): Promise<boolean> {
  await lockDigest(unit, sha256);
  const row = await unit.trx
    .selectFrom('blob_trash')
    .select('sha256')
    .where('tenant_id', '=', unit.tenantId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row === undefined;
}

export async function listTrash(
  system: Scope,
  countMax: number,
): Promise<readonly Omit<BlobTrashTable, 'created_at'>[]> {
  return system.read((trx) =>
    trx.selectFrom('blob_trash').select(['tenant_id', 'sha256']).orderBy('created_at').limit(countMax).execute(),
  );
}

/** Of the tenant alone. */
export async function listOwnTrash(store: TenantStore, countMax: number): Promise<readonly string[]> {
  const rows = await store.read((trx) =>
    trx.selectFrom('blob_trash').select('sha256').where('tenant_id', '=', store.tenantId).limit(countMax).execute(),
  );
  return rows.map(({ sha256 }) => sha256);
}

/** Call it when the bytes are gone. */
export async function emptied(store: TenantStore, sha256: string): Promise<void> {
  await store.write(({ trx }) =>
    trx.deleteFrom('blob_trash').where('tenant_id', '=', store.tenantId).where('sha256', '=', sha256).execute(),
  );
}

/** Until the end of the transaction; naming and throwing away follow one another. */
async function lockDigest({ trx, tenantId }: Unit, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`blob:${tenantId}:${sha256}`}, 0))`.execute(trx);
}
