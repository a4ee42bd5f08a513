import { defaultTenantId } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkQuota, quotaLeft } from '../src/auth/quota.ts';
import { tenantContext } from '../src/context.ts';
import { countUsage } from '../src/store/usage.ts';
import { addTestPhoto } from '../src/store/testing.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Made {
  readonly id: string;
  readonly key: { readonly id: string; readonly secret: string };
}

const create = async (body: object = {}): Promise<Made> =>
  (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', ...body })).json;
const change = (id: string, body: object, key = api.operatorKey) => api.call('PATCH', `/v1/tenants/${id}`, key, body);
const works = async ({ key }: Made) => (await api.call('GET', '/v1/usage', key.secret)).status;

describe('a tenant', () => {
  it('has no request answered while it is suspended, and all again afterwards', async () => {
    const made = await create();
    expect(await works(made)).toBe(200);
    expect((await change(made.id, { state: 'suspended' })).json.state).toBe('suspended');
    const refused = await api.call('GET', '/v1/usage', made.key.secret);
    expect(refused.json).toMatchObject({ status: 403, code: 'tenant.suspended' });
    await change(made.id, { state: 'active' });
    expect(await works(made)).toBe(200);
    const { entries } = (await api.call('GET', '/v1/audit', made.key.secret)).json;
    const actions = entries.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['tenant.resumed', 'tenant.suspended', 'tenant.created']);
    expect(entries.map(({ keyId }: { keyId: unknown }) => keyId)).toEqual([null, null, null]);
  });

  it('is gone for its keys as soon as it is deleted, and cannot be changed afterwards', async () => {
    const made = await create();
    expect(await works(made)).toBe(200);
    expect((await api.call('DELETE', `/v1/tenants/${made.id}`, api.operatorKey)).status).toBe(204);
    expect(await works(made)).toBe(401);
    expect((await change(made.id, { state: 'active' })).json.code).toBe('tenant.conflict');
    expect((await api.call('GET', `/v1/tenants/${made.id}`, api.operatorKey)).json).toMatchObject({ state: 'deleted' });
  });

  it('cannot be suspended or deleted by its own key, which nobody could undo', async () => {
    expect((await change(defaultTenantId, { state: 'suspended' })).json.code).toBe('tenant.conflict');
    const refused = await api.call('DELETE', `/v1/tenants/${defaultTenantId}`, api.operatorKey);
    expect(refused.status).toBe(409);
  });

  it('is kept by keys with the scope platform alone', async () => {
    const made = await create();
    for (const [method, path] of [
      ['GET', '/v1/tenants'],
      ['POST', '/v1/tenants'],
      ['GET', `/v1/tenants/${made.id}`],
      ['PATCH', `/v1/tenants/${made.id}`],
      ['DELETE', `/v1/tenants/${made.id}`],
    ] as const) {
      const answer = await api.call(method, path, made.key.secret, method === 'POST' ? { name: 'x' } : undefined);
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it('is held to the limits that the operator sets beside its plan, from the next request on', async () => {
    const made = await create({ plan: 'free', limits: { stepsPerMonthCount: 7 } });
    const usage = (await api.call('GET', '/v1/usage', made.key.secret)).json;
    expect([usage.limits.stepsPerMonthCount, usage.limits.requestsPerMinuteCount]).toEqual([7, 120]);
    await change(made.id, { plan: 'unlimited', limits: {} });
    expect((await api.call('GET', '/v1/usage', made.key.secret)).json.limits.stepsPerMonthCount).toBeNull();
    const refused = await change(made.id, { limits: { photoSizeBytes: 2 ** 40 } });
    expect(refused.json.errors).toMatchObject([{ pointer: '/limits/photoSizeBytes', fix: 256 * 1024 * 1024 }]);
    expect((await change(made.id, { limits: { stepsPerYear: 1 } })).status).toBe(400);
    expect((await change(made.id, {})).json).toMatchObject({ plan: 'unlimited', state: 'active' });
  });
});

describe('usage', () => {
  const count = (tenantId: string, keyId: string, used: object) =>
    api.store.tenant(tenantId).write((unit) => countUsage(unit, keyId, used));

  it('is summed by key and by day, and shows a key without the scope admin its own alone', async () => {
    const made = await create();
    const reader = await api.addKey(made.id, ['read']);
    await count(made.id, made.key.id, { steps: 3, pixels: 12_000_000, promptTokens: 5 });
    await count(made.id, made.key.id, { steps: 2 });
    await count(made.id, reader.id, { steps: 1, evaluations: 1 });
    const byKey = (await api.call('GET', '/v1/usage?groupBy=key', made.key.secret)).json;
    const steps = Object.fromEntries(
      byKey.groups.map((row: { group: string; steps: number }) => [row.group, row.steps]),
    );
    expect(steps).toEqual({ [made.key.id]: 5, [reader.id]: 1 });
    expect(byKey.total).toMatchObject({ steps: 6, pixels: 12_000_000, promptTokens: 5, evaluations: 1 });
    expect(byKey.quotas.steps).toEqual({ limit: 50_000, used: 6, left: 49_994 });
    const own = (await api.call('GET', '/v1/usage', reader.secret)).json;
    expect([own.groups.length, own.total.steps, own.quotas.steps.used]).toEqual([1, 1, 6]);
    expect(own.groups[0].group).toBe(api.store.now().toISOString().slice(0, 10));
  });

  it('is refused for a range that is upside down or too long', async () => {
    const { key } = await create();
    for (const range of ['from=2026-02-01&to=2026-01-01', 'from=2020-01-01&to=2026-01-01', 'from=2026-02-30']) {
      expect((await api.call('GET', `/v1/usage?${range}`, key.secret)).json.errors[0]).toMatchObject({ in: 'query' });
    }
  });

  it('ends at the quota of the month, and begins anew in the next one', async () => {
    const made = await create({ plan: 'free', limits: { stepsPerMonthCount: 10 } });
    const context = tenantContext(api.context, made.id);
    await count(made.id, made.key.id, { steps: 9 });
    await checkQuota(context, { steps: 1 });
    const refused = checkQuota(context, { steps: 2 });
    await expect(refused).rejects.toMatchObject({ code: 'quota.exceeded', message: /steps.*9 of 10.*\d{4}-\d\d-01/s });
    await count(made.id, made.key.id, { steps: 1, promptTokens: 10 ** 9 });
    await expect(checkQuota(context, { steps: 1 })).rejects.toMatchObject({ code: 'quota.exceeded' });
    expect(await quotaLeft(context)).toMatchObject({ steps: 0, tokens: 0 });
    await expect(checkQuota(context, { tokens: 1 })).rejects.toMatchObject({
      message: expect.stringMatching(/tokens/),
    });
    api.advance(31 * 24 * 60 * 60 * 1_000);
    await checkQuota(context, { steps: 10, tokens: 1 });
  });

  it('refuses a full-size picture when the pixels are used up, and still shows a small one', async () => {
    const made = await create({ plan: 'free', limits: { perMonthPixels: 10 } });
    const store = api.store.tenant(made.id);
    const photo = await addTestPhoto(store);
    await store.write(({ trx }) =>
      trx.updateTable('photos').set({ width: 4_000, height: 3_000 }).where('id', '=', photo.id).execute(),
    );
    const session = (await api.call('POST', '/v1/sessions', made.key.secret, { photoId: photo.id })).json;
    const render = (query: string) => api.call('GET', `/v1/sessions/${session.id}/render${query}`, made.key.secret);
    expect((await render('')).json).toMatchObject({ status: 429, code: 'quota.exceeded' });
    expect((await render('?longEdge=1024')).json?.code).not.toBe('quota.exceeded');
  });

  it('refuses a turn when it is used up, with the time when to come back', async () => {
    const made = await create({ plan: 'free', limits: { stepsPerMonthCount: 1 } });
    const photo = await addTestPhoto(api.store.tenant(made.id));
    const session = (await api.call('POST', '/v1/sessions', made.key.secret, { photoId: photo.id })).json;
    await count(made.id, made.key.id, { steps: 1 });
    const body = { instruction: 'warmer' };
    const refused = await api.call('POST', `/v1/sessions/${session.id}/turns`, made.key.secret, body);
    expect(refused.json).toMatchObject({ status: 429, code: 'quota.exceeded' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('stops the work in the background of a tenant that was suspended', async () => {
    const made = await create();
    await change(made.id, { state: 'suspended' });
    await expect(checkQuota(tenantContext(api.context, made.id), { steps: 1 })).rejects.toMatchObject({
      code: 'tenant.suspended',
    });
  });
});
