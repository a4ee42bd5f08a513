/** safelight.editing.v1.TenantService, for operators. */
import * as pb from '../../generated/safelight/editing/v1/tenant.ts';
import { unary } from '../contract.ts';
import { refuse, words } from '../decode.ts';
import { id, many, maybeTime, name, nextPageToken, one, optional, pageFields } from '../fields.ts';
import { shape, text, time, unset, whole } from '../fields.ts';
import type { Field } from '../fields.ts';
import { limits, secret } from './account.ts';

export type PlanName = 'free' | 'standard' | 'unlimited';

const known: readonly PlanName[] = ['free', 'standard', 'unlimited'];
const plan: Field<string, PlanName> = {
  encode: (value) => value,
  decode: (wire, at) => known.find((one) => one === wire) ?? refuse(at, `is not one of ${known.join(', ')}`),
};
const pageMax = 200;

const { TenantState: state } = pb;
const tenantState = words<pb.TenantState, 'active' | 'suspended' | 'deleted'>({
  ...{ active: state.TENANT_STATE_ACTIVE, suspended: state.TENANT_STATE_SUSPENDED },
  deleted: state.TENANT_STATE_DELETED,
});
const changedState: Field<pb.TenantState, 'active' | 'suspended'> = {
  encode: tenantState.encode,
  decode: (wire, at) => {
    const decoded = tenantState.decode(wire, at);
    return decoded === 'deleted' ? refuse(at, 'a tenant is deleted by DeleteTenant') : decoded;
  },
};

const tenant = shape(pb.Tenant, {
  ...{ id, name: text(200), plan, state: tenantState, limits: one(limits), createdAt: time, deletedAt: maybeTime },
});

const service = 'safelight.editing.v1.TenantService';

export const tenantContract = {
  service,
  methods: {
    createTenant: unary(
      `/${service}/CreateTenant`,
      whole(
        shape(pb.CreateTenantRequest, {
          name: name(100),
          plan: unset('', 'standard' as const, plan),
          limits: optional(limits),
        }),
      ),
      whole(shape(pb.CreateTenantResponse, { tenant: one(tenant), keyId: id, secret })),
    ),
    getTenant: unary(
      `/${service}/GetTenant`,
      whole(shape(pb.GetTenantRequest, { tenantId: id })),
      whole(shape(pb.GetTenantResponse, { tenant: one(tenant) })),
    ),
    listTenants: unary(
      `/${service}/ListTenants`,
      whole(shape(pb.ListTenantsRequest, pageFields)),
      whole(shape(pb.ListTenantsResponse, { tenants: many(tenant, pageMax), nextPageToken })),
    ),
    updateTenant: unary(
      `/${service}/UpdateTenant`,
      whole(
        shape(pb.UpdateTenantRequest, {
          ...{ tenantId: id, name: optional(name(100)), plan: optional(plan), limits: optional(limits) },
          state: unset(state.TENANT_STATE_UNSPECIFIED, undefined, changedState),
        }),
      ),
      whole(shape(pb.UpdateTenantResponse, { tenant: one(tenant) })),
    ),
    deleteTenant: unary(
      `/${service}/DeleteTenant`,
      whole(shape(pb.DeleteTenantRequest, { tenantId: id })),
      whole(shape(pb.DeleteTenantResponse, {})),
    ),
    listPlans: unary(
      `/${service}/ListPlans`,
      whole(shape(pb.ListPlansRequest, {})),
      whole(shape(pb.ListPlansResponse, { plans: many(shape(pb.Plan, { name: plan, limits: one(limits) }), pageMax) })),
    ),
  },
} as const;
