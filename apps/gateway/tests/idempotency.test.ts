import { defaultTenantId } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginOnce, idempotencyKey } from '../src/editing/idempotency.ts';
import { callerContext } from '../src/context.ts';
import { gatewayLimits } from '../src/limits.ts';
import { openTestApi } from './support/api.ts';
import type { Answer, TestApi } from './support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const recipe = { schema: 2, settings: { exposure: 1 }, pointColors: [], corrections: [], retouch: [], foreign: [] };

function createPreset(key: string | null, name: string, apiKey = api.operatorKey): Promise<Answer> {
  const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key };
  return api.call('POST', '/v1/presets', apiKey, { name, recipe }, headers);
}

async function presetsNamed(name: string): Promise<number> {
  const { presets } = (await api.call('GET', '/v1/presets?pageSize=200', api.operatorKey)).json;
  return presets.filter((preset: { name: string }) => preset.name === name).length;
}

describe('a POST with an Idempotency-Key', () => {
  it('gives the first answer again, whole, and does nothing', async () => {
    const first = await createPreset('again', 'again');
    const second = await createPreset('again', 'again');
    expect([second.status, second.text]).toEqual([201, first.text]);
    for (const name of ['location', 'content-type']) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(await presetsNamed('again')).toBe(1);
  });

  it('has one effect however many send it at once; each is answered or told to come again', async () => {
    const answers = await Promise.all(Array.from({ length: 32 }, () => createPreset('at-once', 'at once')));
    const made = answers.filter(({ status }) => status === 201);
    const others = answers.filter(({ status }) => status !== 201);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const { status, json, headers } of others) {
      expect([status, json.code, json.retryable]).toEqual([409, 'idempotency.running', true]);
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(await presetsNamed('at once')).toBe(1);
    expect((await createPreset('at-once', 'at once')).text).toBe(made[0]?.text);
  });

  it('is refused for another payload, and for none but the same address', async () => {
    await createPreset('other', 'one');
    const changed = await createPreset('other', 'two');
    expect([changed.status, changed.json.code]).toEqual([422, 'idempotency.mismatch']);
    // Another address is another operation: the key is free there.
    const tenant = await api.call(
      'POST',
      '/v1/tenants',
      api.operatorKey,
      { name: 'x', plan: 'free' },
      { 'idempotency-key': 'other' },
    );
    expect(tenant.status).toBe(201);
  });

  it('tells a file by its bytes, not by how its form was put together', async () => {
    const send = (bytes: string) => {
      const form = new FormData();
      form.set('file', new Blob([bytes]), 'a.jpg');
      return fetch(`${api.baseUrl}/v1/photos`, {
        ...{ method: 'POST', body: form },
        headers: { 'x-api-key': api.operatorKey, 'idempotency-key': 'file' },
      });
    };
    // Empty: refused before anybody is asked, and refusals are kept.
    const [first, second, other] = [await send(''), await send(''), await send('x')];
    expect([first.status, second.status, other.status]).toEqual([400, 400, 422]);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is free again after a failure that may pass', async () => {
    const send = () =>
      fetch(`${api.baseUrl}/v1/photos`, {
        ...{ method: 'POST', body: Buffer.from('no neighbour looks at this') },
        headers: { 'x-api-key': api.operatorKey, 'idempotency-key': 'away', 'content-type': 'image/jpeg' },
      });
    for (const response of [await send(), await send()]) {
      expect([response.status, response.headers.get('idempotent-replayed')]).toEqual([503, null]);
    }
  });

  it('is forgotten after a day', async () => {
    const first = await createPreset('day', 'day');
    api.advance(24 * 60 * 60 * 1000 + 1);
    const second = await createPreset('day', 'day');
    expect([second.status, second.json.id === first.json.id]).toEqual([201, false]);
  });

  it('belongs to its API key: another one of the account has keys of its own, and one effect all the same', async () => {
    const { secret } = await api.addKey(defaultTenantId, ['edit', 'read']);
    const first = await createPreset('shared', 'shared');
    const second = await createPreset('shared', 'shared', secret);
    expect([second.status, second.json.id]).toEqual([201, first.json.id]);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
  });

  it('keeps no secret that was in an answer', async () => {
    const body = { name: 'robot', scopes: ['read'] };
    const headers = { 'idempotency-key': 'secret' };
    const first = await api.call('POST', '/v1/keys', api.operatorKey, body, headers);
    const second = await api.call('POST', '/v1/keys', api.operatorKey, body, headers);
    expect(second.text).toBe(first.text);
    const secret = /slk_[\w-]{20,}/.exec(first.text)?.[0] ?? '';
    expect(secret).not.toBe('');
    const rows = await api.store.system.read((trx) => trx.selectFrom('idempotency_keys').selectAll().execute());
    expect(rows.some(({ answer }) => answer !== null)).toBe(true);
    const kept = rows.map(({ answer }) => Buffer.from(answer ?? '', 'base64').toString('latin1')).join('\n');
    expect(kept.includes(secret) || JSON.stringify(rows).includes(secret)).toBe(false);
  });
});

describe('a reservation', () => {
  it('whose process died is taken over when its lease has run out, and the first one settles nothing any more', async () => {
    const identity = await api.authenticator.identify(
      { authorization: undefined, apiKey: api.operatorKey },
      '127.0.0.1',
    );
    const caller = callerContext(api.context, identity, 'req_1');
    const key = idempotencyKey('dead', 'POST /v1/things', { a: 1 })!;
    const dead = await beginOnce(caller, key, 'secret');
    if (!('pending' in dead)) throw new Error('The key was not free.');
    // What a process does that dies.
    dead.pending[Symbol.dispose]();
    await expect(beginOnce(caller, key, 'secret')).rejects.toMatchObject({ code: 'idempotency.running' });
    api.advance(gatewayLimits.leaseMs + 1);
    const next = await beginOnce(caller, key, 'secret');
    if (!('pending' in next)) throw new Error('The key was not taken over.');
    await dead.pending.settle('late');
    await next.pending.settle('right');
    expect(await beginOnce(caller, key, 'secret')).toEqual({ answer: 'right' });
  });
});

describe('the description of the API', () => {
  it('offers the key on every POST that creates something', async () => {
    const { paths } = (await api.call('GET', '/openapi.json', null)).json;
    type Operation = { readonly parameters?: readonly { readonly name: string; readonly in: string }[] };
    const posts = Object.entries(paths as Record<string, { readonly post?: Operation }>).flatMap(([path, { post }]) =>
      post === undefined
        ? []
        : [{ path, keys: post.parameters?.filter((one) => one.name === 'idempotency-key') ?? [] }],
    );
    expect(posts.length).toBeGreaterThan(10);
    // These change nothing, or the same thing twice is the same thing.
    const cancels = ['/v1/jobs/{jobId}/cancel', '/v1/sessions/{sessionId}/turns/{turnId}/cancel'];
    const harmless = ['/v1/recipes/convert', '/v1/recipes/validate', ...cancels];
    const without = posts.filter(({ keys }) => keys.length !== 1).map(({ path }) => path);
    expect(without.sort()).toEqual(harmless.sort());
  });
});
