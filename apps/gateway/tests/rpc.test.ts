import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { anyUnpack, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { Any } from '@bufbuild/protobuf/wkt';
import { readFileSync } from 'node:fs';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { defaultTenantId, defaultTurnOptions, emptyRecipe } from '@safelight/core';
import { createClient } from '@safelight/service-kit';
import type { Client as ServiceClient } from '@safelight/service-kit';
import {
  accountContract,
  descriptorSetPath,
  editingContract,
  jobContract,
  recipeContract,
  tenantContract,
  webhookContract,
} from '@safelight/wire';
import type { ServiceContract } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayLimits } from '../src/limits.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { openRpc } from './support/rpc.ts';

const opened = new AsyncDisposableStack();
let api: TestApi;
let address: string;
beforeAll(async () => {
  api = opened.use(await openTestApi());
  ({ address } = opened.use(await openRpc(api)));
});
afterAll(() => opened.disposeAsync());

function connect<C extends ServiceContract>(
  contract: C,
  idempotencyKey?: string,
  apiKey = api.operatorKey,
): ServiceClient<C> {
  const once = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return opened.adopt(createClient(contract, address, { metadata: { 'x-api-key': apiKey, ...once } }), (client) =>
    client.close(),
  );
}

describe('an idempotency key over gRPC', () => {
  const source = (name: string) => ({ name, groups: [], recipe: { ...emptyRecipe, settings: { exposure: 1 } } });
  const create = (key: string, name: string, apiKey?: string) =>
    connect(recipeContract, key, apiKey).createPreset({ source: source(name) });

  it('gives the first answer again, whole, and does nothing', async () => {
    const first = await create('again', 'again');
    expect(await create('again', ' again ')).toEqual(first);
    const { presets } = await connect(recipeContract).listPresets({ pageSize: 200 });
    expect(presets.filter(({ name }) => name === 'again')).toEqual([first.preset]);
  });

  it('has one effect however many send it at once; each is answered or told to come again', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 16 }, () => create('at-once', 'at once')));
    const made = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.preset.id] : []));
    const others = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(new Set(made).size).toBe(1);
    for (const other of others) expect(other).toMatchObject({ code: 'idempotency.running', retryable: true });
    expect((await create('at-once', 'at once')).preset.id).toBe(made[0]);
  });

  it('is refused for another request, and free for another method', async () => {
    await create('other', 'one');
    await expect(create('other', 'two')).rejects.toMatchObject({ code: 'idempotency.mismatch' });
    await expect(create('', 'two')).rejects.toMatchObject({ code: 'request.invalid', field: 'Idempotency-Key' });
    const made = connect(tenantContract, 'other').createTenant({ name: 'x', plan: 'free' });
    await expect(made).resolves.toMatchObject({ tenant: { name: 'x' } });
  });

  it('keeps refusals, but not what may go well at the next try', async () => {
    const empty = () => connect(recipeContract, 'empty').createPreset({ source: { ...source('x'), groups: ['crop'] } });
    const told = { code: 'request.invalid', field: 'groups' };
    for (const refused of [empty(), empty()]) await expect(refused).rejects.toMatchObject(told);
    await expect(create('empty', 'x')).rejects.toMatchObject({ code: 'idempotency.mismatch' });
    // No neighbour is there that would look at the photo.
    const photo = (byte: number) =>
      connect(editingContract, 'away').createPhoto({
        ...{ data: new Uint8Array([byte]), fileName: 'x.jpg', retention: { noStore: false } },
      });
    for (const byte of [1, 2]) await expect(photo(byte)).rejects.toMatchObject({ code: 'service.unavailable' });
  });

  it('gives a secret again to the key that asked first, and to no other', async () => {
    const request = { name: 'robot', scopes: ['read'], expiresAt: null } as const;
    const first = await connect(accountContract, 'secret').createKey(request);
    expect(first.secret).toMatch(/^slk_/);
    expect(await connect(accountContract, 'secret').createKey(request)).toEqual(first);
    const { secret: other } = await api.addKey(defaultTenantId, ['admin', 'read']);
    const again = await connect(accountContract, 'secret', other).createKey(request);
    expect([again.key.id, again.secret]).toEqual([first.key.id, null]);
  });
});

describe('the account over gRPC', () => {
  it('keeps keys, webhooks and tenants as REST does', async () => {
    const account = connect(accountContract);
    const { key } = await account.createKey({ name: ' robot ', scopes: ['read', 'read'], expiresAt: null });
    expect(key).toMatchObject({ name: 'robot', scopes: ['read'], state: 'valid', expiresAt: null });
    expect((await api.call('GET', `/v1/keys/${key.id}`, api.operatorKey)).json).toMatchObject({ id: key.id });
    await account.revokeKey({ keyId: key.id });
    expect((await account.getKey({ keyId: key.id })).key.state).toBe('revoked');
    const taken = account.createKey({ name: 'file:api-key', scopes: ['read'], expiresAt: null });
    await expect(taken).rejects.toMatchObject({ code: 'request.invalid', field: 'name' });
    const { entries } = await account.listAudit({ pageSize: 2 });
    expect(entries.map(({ action }) => action)).toEqual(['key.revoked', 'key.created']);
    const usage = await account.getUsage({ from: null, to: null, groupBy: 'day' });
    expect([usage.steps, usage.limits.stepsPerMonthCount]).toEqual([{ limit: null, used: 0 }, null]);
    const noDay = account.getUsage({ from: '2026-02-30', to: null, groupBy: 'day' });
    await expect(noDay).rejects.toMatchObject({ code: 'request.invalid', field: 'from' });

    const webhooks = connect(webhookContract);
    const wanted = { url: 'https://example.com/x', description: '', eventTypes: [], secret: null };
    const { webhook, secret } = await webhooks.createWebhook(wanted);
    expect([webhook.state, secret.slice(0, 6)]).toEqual(['enabled', 'whsec_']);
    const change = { webhookId: webhook.id, eventTypes: { types: ['turn.finished' as const] } };
    const { webhook: changed } = await webhooks.changeWebhook(change);
    expect(changed).toEqual({ ...webhook, eventTypes: ['turn.finished'] });
    await webhooks.testWebhook({ webhookId: webhook.id });
    const { deliveries } = await webhooks.listWebhookDeliveries({ webhookId: webhook.id, pageSize: 50 });
    expect(deliveries).toMatchObject([{ type: 'webhook.test', state: 'pending' }]);

    const tenants = connect(tenantContract);
    const none = { requestsPerMinuteCount: null, workInFlightCount: null, stepsPerMonthCount: null };
    const own = { perMonthPixels: null, tokensPerMonthCount: null, photoSizeBytes: null, photoAreaPixels: null };
    const limits = { ...none, ...own, workInFlightCount: 2 };
    const { tenant } = await tenants.createTenant({ name: 'Studio', plan: 'unlimited', limits });
    expect([tenant.limits.workInFlightCount, tenant.limits.stepsPerMonthCount]).toEqual([2, null]);
    const tooMany = tenants.updateTenant({ tenantId: tenant.id, limits: { ...limits, workInFlightCount: 65 } });
    await expect(tooMany).rejects.toMatchObject({ problems: [{ field: 'limits.workInFlightCount' }] });
    const suspended = await tenants.updateTenant({ tenantId: tenant.id, state: 'suspended' });
    expect(suspended.tenant).toEqual({ ...tenant, state: 'suspended' });
  });
});

describe('a refusal over gRPC', () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptorSetPath)));

  /** The details as any client library reads them: by their descriptors alone. */
  async function refusalOf(request: Uint8Array, method: string): Promise<{ code: number; details: object }> {
    const client = opened.adopt(new Client(address, credentials.createInsecure()), (one) => one.close());
    const metadata = new Metadata();
    metadata.set('x-api-key', api.operatorKey);
    const same = (bytes: Buffer): Buffer => bytes;
    const error = await new Promise<ServiceError | null>((resolve) => {
      const path = `/safelight.editing.v1.EditingService/${method}`;
      client.makeUnaryRequest(path, same, same, Buffer.from(request), metadata, resolve);
    });
    const [packed] = error!.metadata.get('grpc-status-details-bin');
    const type = registry.getMessage('google.rpc.Status')!;
    const { details } = fromBinary(type, packed as Buffer) as unknown as { readonly details: readonly Any[] };
    const named = details.map((one) => {
      const { $typeName, ...fields } = anyUnpack(one, registry)! as { readonly $typeName: string };
      return [$typeName, fields] as const;
    });
    return { code: error!.code, details: Object.fromEntries(named) };
  }

  it('carries ErrorInfo, BadRequest and RetryInfo as Google defines them', async () => {
    const { code, details } = await refusalOf(new Uint8Array(), 'GetPhoto');
    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toMatchObject({
      'google.rpc.ErrorInfo': { reason: 'request.invalid', domain: 'safelight', metadata: { retryable: 'false' } },
      'google.rpc.BadRequest': { fieldViolations: [{ field: 'photoId', reason: 'request.invalid' }] },
    });
    expect(details).not.toHaveProperty(['google.rpc.RetryInfo']);

    // A photo of one byte: nobody is there to look at it.
    const away = await refusalOf(new Uint8Array([10, 1, 0]), 'CreatePhoto');
    expect(away.code).toBe(status.UNAVAILABLE);
    expect(away.details).toMatchObject({
      'google.rpc.ErrorInfo': { reason: 'service.unavailable', metadata: { retryable: 'true' } },
      'google.rpc.RetryInfo': { retryDelay: { seconds: 1n } },
    });
  });
});

// Last: an address that guessed too often stays refused for a minute.
const ask = (key: string) => connect(editingContract, undefined, key).createSession({ photoId: 'pho_none' });

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

  it('are held to the quotas of the plan, and told when these begin anew', async () => {
    const limits = { stepsPerMonthCount: 0 };
    const made = await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', plan: 'standard', limits });
    const asked = connect(jobContract, undefined, made.json.key.secret).createBatch({
      ...{ photoIds: ['pho_1'], mode: 'adapt', groups: [], instruction: 'warmer', base: {} },
      ...{ options: defaultTurnOptions, outputs: [] },
    });
    const told = { code: 'quota.exceeded', kind: 'exhausted', retryAfterSeconds: expect.any(Number) as number };
    await expect(asked).rejects.toMatchObject(told);
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
