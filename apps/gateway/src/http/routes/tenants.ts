import { z } from 'zod';
import { createTenant, deleteTenant, getTenant, listTenants, updateTenant } from '../../admin/tenants.ts';
import type { TenantView } from '../../admin/tenants.ts';
import { planNames, plans } from '../../auth/plans.ts';
import type { PlanName } from '../../auth/plans.ts';
import { limitOverridesSchema, limitsJson, limitsSchema } from '../../schemas/limits.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems } from '../replies.ts';
import type { HttpApp, HttpScope } from '../types.ts';
import { nameSchema, secretSchema } from './keys.ts';

const planSchema = z.enum(planNames as [PlanName, ...PlanName[]]);
const tenantShape = {
  id: z.string(),
  name: z.string(),
  plan: planSchema,
  state: z.enum(['active', 'suspended', 'deleted']),
  limits: limitsSchema.describe('What holds: the plan, and what was set beside it. null: no limit.'),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
};
const tenantSchema = z.object(tenantShape).meta({ id: 'Tenant' });
const tenantParams = z.object({ tenantId: z.string().max(64) });
const overrides = limitOverridesSchema.describe('What differs from the plan.');

export function tenantRoutes(app: HttpApp, { context }: HttpScope): void {
  const { system } = context.store;

  app.route({
    method: 'POST',
    url: '/v1/tenants',
    config: { scope: 'platform' },
    schema: {
      operationId: 'createTenant',
      summary: 'Make an account and its first key, which has every scope but platform.',
      body: z.object({ name: nameSchema, plan: planSchema.default('standard'), limits: overrides.default({}) }),
      response: {
        201: z
          .object({ ...tenantShape, key: z.object({ id: z.string(), secret: secretSchema }) })
          .meta({ id: 'NewTenant' }),
        ...problems,
      },
    },
    handler: async ({ body, idempotency, caller }, reply) => {
      const { tenantId, keyId, secret } = await createTenant(system, caller, body, idempotency);
      return reply
        .code(201)
        .header('location', `/v1/tenants/${tenantId}`)
        .header('cache-control', 'no-store')
        .send({ ...tenantJson(await getTenant(system, tenantId)), key: { id: keyId, secret } });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tenants',
    config: { scope: 'platform' },
    schema: {
      operationId: 'listTenants',
      summary: 'All accounts, newest first; deleted ones included.',
      querystring: pageQuery,
      response: { 200: z.object({ tenants: z.array(tenantSchema), nextPageToken }), ...problems },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listTenants(system, caller, query);
      return { tenants: rows.map(tenantJson), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tenants/:tenantId',
    config: { scope: 'platform' },
    schema: {
      operationId: 'getTenant',
      summary: 'One account and what it may use.',
      params: tenantParams,
      response: { 200: tenantSchema, ...problems },
    },
    handler: async ({ params }) => tenantJson(await getTenant(system, params.tenantId)),
  });

  app.route({
    method: 'PATCH',
    url: '/v1/tenants/:tenantId',
    config: { scope: 'platform' },
    schema: {
      operationId: 'updateTenant',
      summary: 'Rename an account, change its plan or limits, suspend it or let it go on.',
      description: 'It holds for the next request of each of its keys. `limits` replaces what was set before.',
      params: tenantParams,
      body: z
        .object({ name: nameSchema, plan: planSchema, limits: overrides, state: z.enum(['active', 'suspended']) })
        .partial(),
      response: { 200: tenantSchema, ...problems },
    },
    handler: async ({ params, body, caller }) => tenantJson(await updateTenant(system, caller, params.tenantId, body)),
  });

  app.route({
    method: 'DELETE',
    url: '/v1/tenants/:tenantId',
    config: { scope: 'platform' },
    schema: {
      operationId: 'deleteTenant',
      summary: 'Delete an account: its keys end at once, its data is removed in the background.',
      params: tenantParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async ({ params, caller }, reply) => {
      await deleteTenant(system, caller, params.tenantId);
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/plans',
    config: { scope: 'platform' },
    schema: {
      operationId: 'listPlans',
      summary: 'The plans that an account may have.',
      response: {
        200: z.object({ plans: z.array(z.object({ name: planSchema, limits: limitsSchema })) }),
        ...problems,
      },
    },
    handler: async () => ({ plans: planNames.map((name) => ({ name, limits: limitsJson(plans[name]) })) }),
  });
}

function tenantJson(tenant: TenantView): z.output<typeof tenantSchema> {
  return {
    ...{ ...tenant, limits: limitsJson(tenant.limits) },
    createdAt: tenant.createdAt.toISOString(),
    deletedAt: tenant.deletedAt?.toISOString() ?? null,
  };
}
