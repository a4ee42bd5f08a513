import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestPhoto } from '../src/store/testing.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

let api: TestApi;
let admin: string;
let tenantId: string;
beforeAll(async () => {
  api = await openTestApi();
  const made = await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', plan: 'unlimited' });
  expect(made.status).toBe(201);
  tenantId = made.json.id;
  admin = made.json.key.secret;
});
afterAll(() => api[Symbol.asyncDispose]());

const make = (body: object, key = admin, headers = {}) =>
  api.call('POST', '/v1/keys', key, { name: 'ci', scopes: ['read'], ...body }, headers);
const works = async (key: string) => (await api.call('GET', '/v1/usage', key)).status;

describe('an API key', () => {
  it('shows its secret once and is kept as prefix and digest', async () => {
    const made = await make({});
    const { id, secret, prefix } = made.json;
    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/keys/${id}`]);
    expect(secret).toMatch(new RegExp(`^${prefix}.{20,}$`));
    expect((await api.call('GET', `/v1/keys/${id}`, admin)).text).not.toContain(secret);
    expect((await api.call('GET', '/v1/keys', admin)).text).not.toContain(secret);
    const rows = await api.store.system.read((trx) => trx.selectFrom('api_keys').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('has no scope that the key which made it lacks', async () => {
    expect((await make({ scopes: ['platform'] })).json).toMatchObject({ status: 403, code: 'request.forbidden' });
    const { secret } = (await make({ scopes: ['admin'] })).json;
    expect((await make({ scopes: ['admin', 'edit'] }, secret)).status).toBe(403);
    expect((await make({ scopes: ['admin'] }, secret)).status).toBe(201);
  });

  it('ends at its expiry, to the millisecond of the clock, although it is remembered', async () => {
    const expiresAt = new Date(api.store.now().getTime() + 60_000).toISOString();
    const { secret, id } = (await make({ expiresAt })).json;
    expect(await works(secret)).toBe(200);
    api.advance(60_000);
    expect(await works(secret)).toBe(401);
    expect((await api.call('GET', `/v1/keys/${id}`, admin)).json.state).toBe('expired');
    expect((await make({ expiresAt })).json.errors).toMatchObject([{ in: 'body', pointer: '/expiresAt' }]);
  });

  it('ends at once when it is revoked, although it was used a moment before', async () => {
    const { id, secret } = (await make({})).json;
    expect(await works(secret)).toBe(200);
    expect((await api.call('DELETE', `/v1/keys/${id}`, admin)).status).toBe(204);
    expect(await works(secret)).toBe(401);
    expect((await api.call('DELETE', `/v1/keys/${id}`, admin)).status).toBe(204);
  });

  it('is rotated to a new secret with the same grants, and the old one ends after the overlap', async () => {
    const old = (await make({ scopes: ['read', 'evaluate'] })).json;
    const fresh = (await api.call('POST', `/v1/keys/${old.id}/rotate`, admin, { overlapSeconds: 30 })).json;
    expect([fresh.name, fresh.scopes]).toEqual([old.name, old.scopes]);
    expect([await works(old.secret), await works(fresh.secret)]).toEqual([200, 200]);
    api.advance(30_000);
    expect([await works(old.secret), await works(fresh.secret)]).toEqual([401, 200]);
    const again = await api.call('POST', `/v1/keys/${old.id}/rotate`, admin, {});
    expect(again.json).toMatchObject({ status: 409, code: 'key.conflict' });
    await api.call('POST', `/v1/keys/${fresh.id}/rotate`, admin, { overlapSeconds: 0 });
    expect(await works(fresh.secret)).toBe(401);
  });

  it('is not rotated by a key with fewer scopes, which would gain them', async () => {
    const { secret } = (await make({ scopes: ['admin'] })).json;
    const { id } = (await make({ scopes: ['edit'] })).json;
    expect((await api.call('POST', `/v1/keys/${id}/rotate`, secret, {})).status).toBe(403);
  });

  it('is made once for one Idempotency-Key, and the kept answer shows its secret to nobody but the caller', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = (await make({ name: 'once' }, admin, headers)).json;
    const second = (await make({ name: 'once' }, admin, headers)).json;
    expect(second).toEqual(first);
    expect((await make({ name: 'other' }, admin, headers)).status).toBe(422);
    const kept = await api.store.system.read((trx) => trx.selectFrom('idempotency_keys').selectAll().execute());
    expect(JSON.stringify(kept)).toContain('k1');
    expect(JSON.stringify(kept)).not.toContain(first.secret);
  });
});

describe('the last key with the scope admin', () => {
  it('is not revoked, so that nobody is locked out', async () => {
    const { id, key } = (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Two' })).json;
    const refused = await api.call('DELETE', `/v1/keys/${key.id}`, key.secret);
    expect([id, refused.status, refused.json.code]).toEqual([id, 409, 'key.conflict']);
    const other = (await make({ scopes: ['admin'] }, key.secret)).json;
    expect((await api.call('DELETE', `/v1/keys/${key.id}`, key.secret)).status).toBe(204);
    expect((await api.call('DELETE', `/v1/keys/${other.id}`, other.secret)).status).toBe(409);
  });
});

describe('a list of keys', () => {
  it('comes in pages that hold each key once, newest first', async () => {
    const seen: string[] = [];
    let token = '';
    do {
      const page = (await api.call('GET', `/v1/keys?pageSize=3${token}`, admin)).json;
      seen.push(...page.keys.map((key: { id: string }) => key.id));
      token = page.nextPageToken === null ? '' : `&pageToken=${page.nextPageToken}`;
    } while (token !== '');
    const all = (await api.call('GET', '/v1/keys?pageSize=200', admin)).json.keys;
    expect(seen).toEqual(all.map((key: { id: string }) => key.id));
    expect(seen.length).toBeGreaterThan(6);
  });

  it('refuses a page token of another tenant and one of another list', async () => {
    const { nextPageToken } = (await api.call('GET', '/v1/keys?pageSize=1', admin)).json;
    for (const [path, key] of [
      ['/v1/keys', api.operatorKey],
      ['/v1/audit', admin],
    ] as const) {
      const answer = await api.call('GET', `${path}?pageToken=${nextPageToken}`, key);
      expect(answer.json).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/pageToken' }] });
    }
  });
});

describe('the audit log', () => {
  it('tells which key did what to which, in order, and holds no secret', async () => {
    const made = (await make({ name: 'told' })).json;
    await api.call('DELETE', `/v1/keys/${made.id}`, admin);
    const { entries } = (await api.call('GET', '/v1/audit', admin)).json;
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'key.revoked', subject: made.id },
      { action: 'key.created', subject: made.id, detail: { name: 'told', scopes: ['read'] } },
    ]);
    expect(entries[0].requestId).toMatch(/^req_/);
    expect(JSON.stringify(entries)).not.toContain('slk_');
    expect(entries.at(-1)).toMatchObject({ action: 'tenant.created', subject: tenantId, keyId: null });
  });

  it('tells of receivers of webhooks and of what was deleted, without the addresses, which may hold secrets', async () => {
    const webhook = (await api.call('POST', '/v1/webhooks', admin, { url: 'https://93.184.216.34/hidden-path' })).json;
    await api.call('PATCH', `/v1/webhooks/${webhook.id}`, admin, { url: 'https://93.184.216.34/hidden-again' });
    await api.call('POST', `/v1/webhooks/${webhook.id}/rotate`, admin, {});
    await api.call('DELETE', `/v1/webhooks/${webhook.id}`, admin);
    const photo = await addTestPhoto(api.store.tenant(tenantId));
    const session = (await api.call('POST', '/v1/sessions', admin, { photoId: photo.id })).json;
    await api.call('DELETE', `/v1/sessions/${session.id}`, admin);
    await api.call('DELETE', `/v1/photos/${photo.id}`, admin);
    const { text, json } = await api.call('GET', '/v1/audit?pageSize=6', admin);
    expect(json.entries.map(({ action, subject }: Record<string, string>) => `${action} ${subject}`)).toEqual([
      `photo.deleted ${photo.id}`,
      `session.deleted ${session.id}`,
      ...['deleted', 'rotated', 'changed', 'created'].map((action) => `webhook.${action} ${webhook.id}`),
    ]);
    expect(text).not.toMatch(/hidden|whsec_/);
  });

  it('cannot be changed by the tenant it tells of', async () => {
    const own = api.store.tenant(tenantId);
    await expect(own.write(({ trx }) => trx.deleteFrom('audit_log').execute())).rejects.toThrow(/permission denied/);
    const change = own.write(({ trx }) => trx.updateTable('audit_log').set({ action: 'x' }).execute());
    await expect(change).rejects.toThrow(/permission denied/);
  });
});
