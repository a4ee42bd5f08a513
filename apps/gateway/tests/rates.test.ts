import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayLimits } from '../src/limits.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({ trustedProxies: ['127.0.0.1'] });
});
afterAll(() => api[Symbol.asyncDispose]());

const tenant = async (requestsPerMinuteCount: number) =>
  (
    await api.call('POST', '/v1/tenants', api.operatorKey, {
      name: 'Studio',
      plan: 'free',
      limits: { requestsPerMinuteCount },
    })
  ).json;

describe('the rate limit of a tenant', () => {
  it('is told in every answer and refuses what is over it, over all its keys', async () => {
    const { id, key } = await tenant(3);
    const other = await api.addKey(id, ['read']);
    const first = await api.call('GET', '/v1/usage', key.secret);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60, "burst";q=3;w=10');
    expect(first.headers.get('ratelimit')).toBe('"default";r=2;t=60, "burst";r=2;t=10');
    // A refusal for another reason counts and tells as well.
    const missing = await api.call('GET', '/v1/keys/key_none', key.secret);
    expect([missing.status, missing.headers.get('ratelimit')?.startsWith('"default";r=1;')]).toEqual([404, true]);
    expect((await api.call('GET', '/v1/usage', other.secret)).status).toBe(200);
    const refused = await api.call('GET', '/v1/usage', key.secret);
    expect(refused.json).toMatchObject({ status: 429, code: 'request.rateLimited', retryable: true });
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+, "burst";r=1;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(refused.json.detail).toContain(refused.headers.get('retry-after'));
  });

  it('is not told where there is none', async () => {
    const { headers } = await api.call('GET', '/v1/usage', api.operatorKey);
    expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
  });
});

describe('an address that sends wrong keys', () => {
  const guess = (address: string, key: string | null = 'slk_wrong-wrong-wrong') =>
    api.call('GET', '/v1/usage', key, undefined, { 'x-forwarded-for': address });

  it('is refused after as many as are allowed, while valid keys go on, and other addresses too', async () => {
    const used = (await tenant(60)).key.secret;
    expect((await guess('192.0.2.1', used)).status).toBe(200);
    for (let sent = 0; sent < gatewayLimits.refusalsPerMinuteCount; sent++) {
      await api.authenticator
        .identify({ authorization: undefined, apiKey: undefined }, '192.0.2.1')
        .catch(() => undefined);
    }
    const refused = await guess('192.0.2.1');
    expect([refused.status, refused.json.code]).toEqual([429, 'request.rateLimited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await guess('192.0.2.1', null)).status).toBe(429);
    expect((await guess('192.0.2.1', used)).status).toBe(200);
    expect((await guess('192.0.2.2')).status).toBe(401);
  });
});
