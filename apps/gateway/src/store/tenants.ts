/** Tenants: made, changed and listed by the operator; each sees its own row. */
import { newId } from '@safelight/core';
import type { PlanLimits, PlanName } from '../auth/plans.ts';
import { keysSignal } from './keys.ts';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { TenantRow } from './schema.ts';
import type { Scope, TenantStore, Unit } from './store.ts';

export interface NewTenant {
  readonly name: string;
  readonly plan: PlanName;
  readonly limits: Partial<PlanLimits>;
}

export async function addTenant({ trx, now }: Unit, tenant: NewTenant): Promise<TenantRow> {
  return trx
    .insertInto('tenants')
    .values({
      ...{ id: newId('tnt'), name: tenant.name, plan: tenant.plan, limits: JSON.stringify(tenant.limits) },
      ...{ state: 'active', created_at: now, deleted_at: null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findTenant(system: Scope, id: string): Promise<TenantRow | undefined> {
  return system.read((trx) => trx.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst());
}

/** The row of the store's own tenant. */
export async function ownTenant(store: TenantStore): Promise<TenantRow> {
  return store.read((trx) =>
    trx.selectFrom('tenants').selectAll().where('id', '=', store.tenantId).executeTakeFirstOrThrow(),
  );
}

/** Newest first; up to `size + 1` rows. */
export async function readTenants(system: Scope, page: PageRequest): Promise<readonly TenantRow[]> {
  return system.read((trx) =>
    trx
      .selectFrom('tenants')
      .selectAll()
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
}

/** Locked until the unit ends. */
export async function lockTenant({ trx }: Unit, id: string): Promise<TenantRow | undefined> {
  return trx.selectFrom('tenants').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export interface TenantChange extends Partial<NewTenant> {
  readonly state?: TenantRow['state'];
}

/** Changes at least one thing; it holds from now on, in every process that is told of it. */
export async function changeTenant(unit: Unit, id: string, change: TenantChange): Promise<TenantRow> {
  const { limits, ...columns } = change;
  unit.touched.add(keysSignal);
  return unit.trx
    .updateTable('tenants')
    .set({
      ...columns,
      ...(limits === undefined ? {} : { limits: JSON.stringify(limits) }),
      ...(change.state === 'deleted' ? { deleted_at: unit.now } : {}),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
