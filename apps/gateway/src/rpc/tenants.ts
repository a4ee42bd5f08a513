/** safelight.editing.v1.TenantService, for operators. */
import { Fault } from '@safelight/core';
import type { Implementation } from '@safelight/service-kit';
import { tenantContract } from '@safelight/wire';
import { createTenant, deleteTenant, getTenant, updateTenant } from '../admin/tenants.ts';
import { effectiveLimits } from '../auth/limitsOf.ts';
import { planNames, plans } from '../auth/plans.ts';
import type { PlanLimits } from '../auth/plans.ts';
import { readPage } from '../editing/pages.ts';
import { limitOverridesSchema, limitsJson } from '../schemas/limits.ts';
import type { TenantRow } from '../store/schema.ts';
import { readTenants } from '../store/tenants.ts';
import { tenantAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function tenantService(scope: RpcScope): Implementation {
  const { system } = scope.context.store;
  return guarded(tenantContract, tenantAccess, scope, {
    createTenant: async ({ name, plan, limits = {} }, { caller, key }) => {
      const request = { name, plan, limits: overridesOf(limits) };
      const { tenantId, keyId, secret } = await createTenant(system, caller, request, key);
      return { tenant: tenantOf(await getTenant(system, tenantId)), keyId, secret };
    },
    getTenant: async ({ tenantId }) => ({ tenant: tenantOf(await getTenant(system, tenantId)) }),
    listTenants: async (query, { caller }) => {
      const name = { tenantId: caller.tenantId, list: 'tenants' };
      const place = ({ created_at: at, id }: TenantRow) => ({ at, id });
      const { rows, nextPageToken } = await readPage(name, query, (page) => readTenants(system, page), place);
      return { tenants: rows.map(tenantOf), nextPageToken };
    },
    updateTenant: async ({ tenantId, name, plan, limits, state }, { caller }) => {
      const change = {
        ...{ ...(name === undefined ? {} : { name }), ...(plan === undefined ? {} : { plan }) },
        ...(limits === undefined ? {} : { limits: overridesOf(limits) }),
        ...(state === undefined ? {} : { state }),
      };
      return { tenant: tenantOf(await updateTenant(system, caller, tenantId, change)) };
    },
    deleteTenant: async ({ tenantId }, { caller }) => {
      await deleteTenant(system, caller, tenantId);
      return {};
    },
    listPlans: async () => ({ plans: planNames.map((name) => ({ name, limits: limitsJson(plans[name]) })) }),
  });
}

function tenantOf(row: TenantRow) {
  return {
    ...{ id: row.id, name: row.name, plan: row.plan, state: row.state, limits: limitsJson(effectiveLimits(row)) },
    ...{ createdAt: row.created_at, deletedAt: row.deleted_at },
  };
}

/** @throws Fault request.invalid for a limit beyond what any account may have */
function overridesOf(limits: { readonly [K in keyof PlanLimits]?: number | null }): Partial<PlanLimits> {
  const given = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== null));
  const checked = limitOverridesSchema.safeParse(given);
  if (checked.success) return given as Partial<PlanLimits>;
  const problems = checked.error.issues.map(({ path, message }) => {
    const field = ['limits', ...path].join('.');
    return { code: 'request.invalid' as const, field, message: `${field}: ${message}` };
  });
  throw new Fault('request.invalid', `${problems.map(({ message }) => message).join('; ')}. Mend the request.`, {
    problems,
  });
}
