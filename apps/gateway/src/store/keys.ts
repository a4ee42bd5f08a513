/** API keys: made, found by their digest, revoked. */
import { newId } from '@safelight/core';
import type { PlanName, PlanLimits } from '../auth/plans.ts';
import type { Scope as KeyScope } from '../auth/identity.ts';
import type { ApiKeyRow } from './schema.ts';
import type { Scope, Unit } from './store.ts';

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

/** Woken when a key or a tenant changes: what was remembered of keys is asked for again. */
export const keysSignal = 'keys';
