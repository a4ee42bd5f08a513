/** Tenants, kept by the operator's keys with the scope `platform`. */
import { Fault } from '@safelight/core';
import { describeKey, newApiKey } from '../auth/apiKey.ts';
import type { Scope as KeyScope } from '../auth/identity.ts';
import { effectiveLimits } from '../auth/limitsOf.ts';
import type { PlanLimits, PlanName } from '../auth/plans.ts';
import type { CallerContext } from '../context.ts';
import { byCreation, readPage } from '../editing/pages.ts';
import type { Page, PageQuery } from '../editing/pages.ts';
import { given } from '../given.ts';
import type { Partly } from '../given.ts';
import { audit, auditOutside } from '../store/audit.ts';
import type { AuditAction } from '../store/audit.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { addKey, lockValidKeys, revokeKeys } from '../store/keys.ts';
import type { PageRequest } from '../store/pages.ts';
import type { TenantRow } from '../store/schema.ts';
import type { Scope, Unit } from '../store/store.ts';
import { addTenant, changeTenant, findTenant, lockTenant, readTenants } from '../store/tenants.ts';

/** What a new tenant's first key may: all but what is the operator's. */
const firstScopes: readonly KeyScope[] = ['read', 'edit', 'evaluate', 'admin'];

export interface CreateTenantRequest {
  readonly name: string;
  readonly plan: PlanName;
  /** What differs from the plan. */
  readonly limits: Partly<PlanLimits>;
}

/** The secret is null when the answer was lost and the request is repeated under its Idempotency-Key. */
export interface MadeTenant {
  readonly tenantId: string;
  readonly keyId: string;
  readonly secret: string | null;
}

/** Makes a tenant and its first key. */
export async function createTenant(
  system: Scope,
  caller: CallerContext,
  wanted: CreateTenantRequest,
  key: IdempotencyKey | null,
): Promise<MadeTenant> {
  const request = { ...wanted, limits: given(wanted.limits) };
  const secret = newApiKey();
  let isFirst = false;
  const made = await system.write((unit) =>
    once({ ...unit, tenantId: caller.tenantId }, key, async () => {
      isFirst = true;
      const tenant = await addTenant(unit, request);
      const first = {
        tenantId: tenant.id,
        name: 'first',
        ...describeKey(secret),
        scopes: firstScopes,
        expiresAt: null,
      };
      const { id: keyId } = await addKey(unit, first);
      await tell(unit, caller, 'tenant.created', tenant.id, { ...request });
      return { tenantId: tenant.id, keyId };
    }),
  );
  return { ...made, secret: isFirst ? secret : null };
}

export interface TenantView {
  readonly id: string;
  readonly name: string;
  readonly plan: PlanName;
  readonly state: TenantRow['state'];
  /** What holds: the plan, and what was set beside it. */
  readonly limits: PlanLimits;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

/** @throws Fault tenant.notFound */
export async function getTenant(system: Scope, tenantId: string): Promise<TenantView> {
  const row = await findTenant(system, tenantId);
  if (row === undefined) throw notFound();
  return viewOf(row);
}

/** Newest first, deleted ones included. @throws Fault request.invalid for a wrong page token */
export async function listTenants(system: Scope, caller: CallerContext, query: PageQuery): Promise<Page<TenantView>> {
  const name = { tenantId: caller.tenantId, list: 'tenants' };
  const read = async (page: PageRequest) => (await readTenants(system, page)).map(viewOf);
  return readPage(name, query, read, byCreation);
}

/** `limits` takes the place of all that were set before. */
export type ChangeTenantRequest = Partly<CreateTenantRequest & { readonly state: 'active' | 'suspended' }>;

/** Holds for the next request of each of the tenant's keys. @throws Fault tenant.notFound, tenant.conflict */
export async function updateTenant(
  system: Scope,
  caller: CallerContext,
  tenantId: string,
  wanted: ChangeTenantRequest,
): Promise<TenantView> {
  const { limits, ...rest } = given(wanted);
  const request = { ...rest, ...(limits === undefined ? {} : { limits: given(limits) }) };
  return system.write(async (unit) => {
    const before = await lockLiving(unit, tenantId);
    if (request.state === 'suspended') refuseOwn(caller, tenantId);
    if (Object.keys(request).length === 0) return viewOf(before);
    const after = await changeTenant(unit, tenantId, request);
    const { state, ...others } = request;
    if (state !== undefined && state !== before.state) {
      await tell(unit, caller, state === 'suspended' ? 'tenant.suspended' : 'tenant.resumed', tenantId, {});
    }
    if (Object.keys(others).length > 0) await tell(unit, caller, 'tenant.changed', tenantId, others);
    return viewOf(after);
  });
}

/** Its keys end at once; its data is removed by the sweep that finds it marked. @throws Fault tenant.notFound, tenant.conflict */
export async function deleteTenant(system: Scope, caller: CallerContext, tenantId: string): Promise<void> {
  await system.write(async (unit) => {
    await lockLiving(unit, tenantId);
    refuseOwn(caller, tenantId);
    await changeTenant(unit, tenantId, { state: 'deleted' });
    const keys = await lockValidKeys(unit, tenantId);
    await revokeKeys(
      unit,
      keys.map(({ id }) => id),
    );
    await tell(unit, caller, 'tenant.deleted', tenantId, { keys: keys.length });
  });
}

/** In the operator's log with the key that did it, and in the tenant's without. */
async function tell(
  unit: Unit,
  caller: CallerContext,
  action: AuditAction,
  tenantId: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(unit, caller, action, tenantId, detail);
  if (tenantId !== caller.tenantId) await auditOutside(unit, tenantId, action, tenantId, { ...detail, by: 'operator' });
}

async function lockLiving(unit: Unit, tenantId: string): Promise<TenantRow> {
  const row = await lockTenant(unit, tenantId);
  if (row === undefined) throw notFound();
  if (row.state !== 'deleted') return row;
  throw new Fault('tenant.conflict', 'This tenant is deleted. Create a new one instead.');
}

function refuseOwn(caller: CallerContext, tenantId: string): void {
  if (tenantId !== caller.tenantId) return;
  throw new Fault(
    'tenant.conflict',
    'This is the tenant of the key that asks; nobody could undo it. Use a platform key of another tenant.',
  );
}

function viewOf(row: TenantRow): TenantView {
  const { id, name, plan, state, created_at: createdAt, deleted_at: deletedAt } = row;
  return { id, name, plan, state, limits: effectiveLimits(row), createdAt, deletedAt };
}

function notFound(): Fault {
  return new Fault('tenant.notFound', 'There is no such tenant. See GET /v1/tenants.');
}
