/** API keys: made, listed, ended, found by their digest. */
import { newId } from '@safelight/core';
import type { PlanName, PlanLimits } from '../auth/plans.ts';
import type { Scope as KeyScope } from '../auth/identity.ts';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { ApiKeyRow } from './schema.ts';
import type { Scope, TenantStore, Unit } from './store.ts';

/** Woken when a key or a tenant changes: what was remembered of keys is asked for again. */
export const keysSignal = 'keys';

export interface NewKey {
  readonly tenantId: string;
  readonly name: string;
  readonly prefix: string;
  readonly secretSha256: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresAt: Date | null;
}

/** Keeps a key; one with the same secret stays as it is. */
export async function addKey({ trx, now }: Unit, key: NewKey): Promise<ApiKeyRow> {
  await trx
    .insertInto('api_keys')
    .values({
      ...{ id: newId('key'), tenant_id: key.tenantId, name: key.name, prefix: key.prefix },
      ...{ secret_sha256: key.secretSha256, scopes: JSON.stringify(key.scopes) },
      ...{ created_at: now, expires_at: key.expiresAt, revoked_at: null },
    })
    .onConflict((conflict) => conflict.column('secret_sha256').doNothing())
    .execute();
  return trx.selectFrom('api_keys').selectAll().where('secret_sha256', '=', key.secretSha256).executeTakeFirstOrThrow();
}

/** Newest first, those that ended included; up to `size + 1` rows. */
export async function readKeys(store: TenantStore, page: PageRequest): Promise<readonly ApiKeyRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
}

export async function findKeyById(store: TenantStore, id: string): Promise<ApiKeyRow | undefined> {
  return store.read((trx) =>
    trx
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The keys of a tenant that are valid now, locked until the unit ends, so that what depends on all of them holds. */
export async function lockValidKeys({ trx, now }: Unit, tenantId: string): Promise<readonly ApiKeyRow[]> {
  return trx
    .selectFrom('api_keys')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('revoked_at', 'is', null)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Ends keys now, in every process that is told of it. */
export async function revokeKeys({ trx, now, touched }: Unit, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('api_keys').set({ revoked_at: now }).where('id', 'in', ids).execute();
  touched.add(keysSignal);
}

/** Has a key end at a time. */
export async function expireKey({ trx, touched }: Unit, id: string, at: Date): Promise<void> {
  await trx.updateTable('api_keys').set({ expires_at: at }).where('id', '=', id).execute();
  touched.add(keysSignal);
}

/** A key with what its tenant may. */
export interface KnownKey {
  readonly key: ApiKeyRow;
  readonly tenantState: 'active' | 'suspended' | 'deleted';
  readonly plan: PlanName;
  /** Where the tenant's limits differ from the plan's. */
  readonly limits: Partial<PlanLimits>;
}

/** Looks in all tenants: who asks is not known before. */
export async function findKey(system: Scope, secretSha256: string): Promise<KnownKey | null> {
  const row = await system.read((trx) =>
    trx
      .selectFrom('api_keys')
      .innerJoin('tenants', 'tenants.id', 'api_keys.tenant_id')
      .selectAll('api_keys')
      .select(['tenants.state as tenant_state', 'tenants.plan', 'tenants.limits'])
      .where('secret_sha256', '=', secretSha256)
      .executeTakeFirst(),
  );
  if (row === undefined) return null;
  const { tenant_state: tenantState, plan, limits, ...key } = row;
  return { key, tenantState, plan, limits };
}
