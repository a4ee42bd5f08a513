/** safelight.editing.v1.TenantService, for operators. */
import { Fault } from '@safelight/core';
import type { Implementation } from '@safelight/service-kit';
import { tenantContract } from '@safelight/wire';
import { createTenant, deleteTenant, getTenant, listTenants, updateTenant } from '../admin/tenants.ts';
import type { TenantView } from '../admin/tenants.ts';
import { planNames, plans } from '../auth/plans.ts';
import type { PlanLimits } from '../auth/plans.ts';
import { limitOverridesSchema, limitsJson } from '../schemas/limits.ts';
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
      const { rows, ...page } = await listTenants(system, caller, query);
      return { tenants: rows.map(tenantOf), ...page };
    },
    updateTenant: async ({ tenantId, limits, ...change }, { caller }) => {
      const wanted = { ...change, limits: limits === undefined ? undefined : overridesOf(limits) };
      return { tenant: tenantOf(await updateTenant(system, caller, tenantId, wanted)) };
    },
    deleteTenant: async ({ tenantId }, { caller }) => {
      await deleteTenant(system, caller, tenantId);
      return {};
    },
    listPlans: async () => ({ plans: planNames.map((name) => ({ name, limits: limitsJson(plans[name]) })) }),
  });
}

function tenantOf(tenant: TenantView) {
  return { ...tenant, limits: limitsJson(tenant.limits) };
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
