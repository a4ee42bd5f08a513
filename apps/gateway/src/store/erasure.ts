/**
 * Erasing for good: sessions with their logs, and whole tenants. The log of a session is never rewritten, so what is
 * personal in it (the sentences, the pictures' descriptions) goes by removing the log.
 */
import { Fault } from '@safelight/core';
import { sql } from 'kysely';
import type { Scope, Unit } from './store.ts';
import { forgetImages, trashUnused } from './trash.ts';
import { addOutbox, turnKey } from './outbox.ts';

/** @throws Fault session.notFound; turn.conflict while a turn of it waits or runs */
export async function eraseSession(unit: Unit, sessionId: string): Promise<void> {
  const { trx, tenantId } = unit;
  const session = await trx
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (session === undefined) {
    throw new Fault('session.notFound', `There is no session "${sessionId}".`, { field: 'sessionId' });
  }
  const turns = await trx
    .selectFrom('turns')
    .select(['id', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .forUpdate()
    .execute();
  const active = turns.find(({ state }) => state === 'queued' || state === 'running');
  if (active !== undefined) {
    throw new Fault('turn.conflict', `Turn "${active.id}" of this session is under way. Cancel it, then try again.`);
  }
  const uses = await trx
    .deleteFrom('image_uses')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .returning('sha256')
    .execute();
  for (const table of ['webhook_deliveries', 'events'] as const) {
    await trx.deleteFrom(table).where('tenant_id', '=', tenantId).where('session_id', '=', sessionId).execute();
  }
  for (const { id } of turns) {
    await trx
      .deleteFrom('outbox')
      .where('tenant_id', '=', tenantId)
      .where((eb) => eb.or([eb('key', '=', turnKey(sessionId, id)), eb('key', 'like', `${id}/%`)]))
      .execute();
  }
  await trx.deleteFrom('turns').where('tenant_id', '=', tenantId).where('session_id', '=', sessionId).execute();
  // A branch stays, and begins with what it was given.
  await trx
    .updateTable('sessions')
    .set({ branch_session_id: null, branch_sequence: null })
    .where('tenant_id', '=', tenantId)
    .where('branch_session_id', '=', sessionId)
    .execute();
  await trx.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('id', '=', sessionId).execute();
  // What was learned from it goes too.
  await addOutbox(unit, 'erasures', sessionId);
  await trashUnused(unit, await forgetImages(unit, uses));
}

interface TenantRowName {
  readonly tenantId: string;
  readonly id: string;
}

/** Photos whose time is over and that are still there. */
export async function expiredPhotos(system: Scope, countMax: number): Promise<readonly TenantRowName[]> {
  return system.read((trx) =>
    trx
      .selectFrom('photos')
      .select(['tenant_id as tenantId', 'id'])
      .where('expires_at', '<=', system.now())
      .where('deleted_at', 'is', null)
      .orderBy('expires_at')
      .limit(countMax)
      .execute(),
  );
}

/** Sessions of photos that were deleted, save those with a turn under way: it ends soon, its photo being gone. */
export async function sessionsToErase(system: Scope, countMax: number): Promise<readonly TenantRowName[]> {
  return system.read((trx) =>
    trx
      .selectFrom('sessions')
      .innerJoin('photos', 'photos.id', 'sessions.photo_id')
      .select(['sessions.tenant_id as tenantId', 'sessions.id'])
      .where('photos.deleted_at', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('turns')
              .select('id')
              .whereRef('turns.session_id', '=', 'sessions.id')
              .where('state', 'in', ['queued', 'running']),
          ),
        ),
      )
      .limit(countMax)
      .execute(),
  );
}

/** Forgets deleted photos that no session is on any more; their names were people's own. */
export async function removeErasedPhotos(system: Scope): Promise<void> {
  await system.write(({ trx }) =>
    trx
      .deleteFrom('photos')
      .where('deleted_at', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('sessions').select('id').whereRef('sessions.photo_id', '=', 'photos.id'))),
      )
      .execute(),
  );
}

/** Oldest deletion first. */
export async function tenantsToErase(system: Scope, countMax: number): Promise<readonly string[]> {
  const rows = await system.read((trx) =>
    trx
      .selectFrom('tenants')
      .select('id')
      .where('state', '=', 'deleted')
      .where('erased_at', 'is', null)
      .orderBy('deleted_at')
      .limit(countMax)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

/** Before what they refer to. Usage and the audit log stay: they name ids and numbers, and bills are made of them. */
export const tablesOfTenant = [
  ...['webhook_deliveries', 'webhooks', 'image_uses', 'renders', 'job_items', 'jobs', 'presets', 'events', 'turns'],
  ...['outbox', 'idempotency_keys', 'sessions', 'images', 'photos', 'blob_trash', 'api_keys'],
] as const;

/** Removes all rows of a deleted tenant save its usage and audit log; its pictures are the caller's to remove first. */
export async function eraseTenant(system: Scope, tenantId: string): Promise<void> {
  await system.write(async ({ trx, now }) => {
    for (const table of tablesOfTenant) {
      await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(trx);
    }
    await trx.updateTable('tenants').set({ erased_at: now, name: '' }).where('id', '=', tenantId).execute();
  });
}
