import { createClient, silentLogger, startService } from '@safelight/service-kit';
import { editingContract } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayLimits } from '../src/limits.ts';
import { publicServices } from '../src/rpc/services.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

const opened = new AsyncDisposableStack();
let api: TestApi;
let address: string;
beforeAll(async () => {
  api = opened.use(await openTestApi());
  const { context, authenticator } = api;
  const implementations = publicServices({ context, authenticator, stopping: new AbortController().signal });
  ({ address } = opened.use(
    await startService({ name: 'gateway', implementations, logger: silentLogger, probes: false }),
  ));
});
afterAll(() => opened.disposeAsync());

const ask = (key: string) => {
  const client = createClient(editingContract, address, { metadata: { 'x-api-key': key } });
  return client.createSession({ photoId: 'pho_none' }).finally(() => client.close());
};

describe('calls over gRPC', () => {
  it('count into the same limit as requests over REST, and say when to come back', async () => {
    const limits = { requestsPerMinuteCount: 3 };
    const made = await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', plan: 'free', limits });
    const key: string = made.json.key.secret;
    expect((await api.call('GET', '/v1/usage', key)).status).toBe(200);
    for (let sent = 0; sent < 2; sent++) await expect(ask(key)).rejects.toMatchObject({ code: 'photo.notFound' });
    const refused = await ask(key).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'request.rateLimited', kind: 'exhausted' });
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(0);
    expect((await api.call('GET', '/v1/usage', key)).status).toBe(429);
  });

  it('are refused without a valid key, and by address when there are too many of them', async () => {
    await expect(ask('slk_wrong')).rejects.toMatchObject({ code: 'request.unauthenticated' });
    for (let sent = 0; sent < gatewayLimits.refusalsPerMinuteCount; sent++) {
      await api.authenticator
        .identify({ authorization: undefined, apiKey: undefined }, '127.0.0.1')
        .catch(() => undefined);
    }
    await expect(ask('slk_wrong')).rejects.toMatchObject({ code: 'request.rateLimited' });
    await expect(ask(api.operatorKey)).rejects.toMatchObject({ code: 'photo.notFound' });
  });
});
