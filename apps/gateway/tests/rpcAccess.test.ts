/** Every method of the public contracts, asked by everybody who must not be answered. */
import { create, toBinary } from '@bufbuild/protobuf';
import type { DescMethod } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../src/auth/identity.ts';
import type { Scope } from '../src/auth/identity.ts';
import * as access from '../src/rpc/access.ts';
import { revokeKeys } from '../src/store/keys.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { makeFixtures, marker } from './support/fixtures.ts';
import type { Ids } from './support/requests.ts';
import { accessOf, junk, methods, nameOf, openRpc, samplesOf, services } from './support/rpc.ts';
import type { RpcAnswer, TestRpc } from './support/rpc.ts';

const ofTenants = scopes.filter((scope) => scope !== 'platform');
/** Long lists are taken as they are; the runner finds the pictures of the tenant alone, and what is not there fails alone. */
const taken = ['EvaluationService/CreateEvaluationBatch'];

const opened = new AsyncDisposableStack();
let api: TestApi;
let rpc: TestRpc;
let owner: string;
let ids: Ids;

beforeAll(async () => {
  api = opened.use(await openTestApi());
  rpc = opened.use(await openRpc(api));
  const tenant = await makeTenant();
  owner = tenant.key.secret;
  ids = await makeFixtures(api, tenant.id);
});
afterAll(() => opened.disposeAsync());

async function makeTenant() {
  return (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', plan: 'unlimited' })).json;
}

const scopeOf = (method: DescMethod): Scope => accessOf(method)!.scope;

/** Asks every method by a key, with its request and with junk, and gives what was answered otherwise. */
async function otherwiseThan(
  status: string,
  keyFor: (method: DescMethod) => string | null,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const method of methods) {
    for (const request of [...samplesOf(method, ids).map(({ bytes }) => bytes), junk]) {
      const answer = await rpc.ask(method, request, keyFor(method));
      if (answer.status !== status || answer.code === null || answer.text.includes(marker)) {
        wrong.push(`${nameOf(method)}: ${answer.status} ${answer.message}`);
      }
    }
  }
  return wrong;
}

describe('every method', () => {
  it('names the scope that it needs, and nothing names a method that there is not', () => {
    expect(methods.length).toBeGreaterThan(60);
    expect(methods.filter((method) => accessOf(method) === undefined).map(nameOf)).toEqual([]);
    const known = services.flatMap((service) => service.methods.map(({ localName }) => localName));
    expect(Object.values(access).flatMap((table) => Object.keys(table))).toHaveLength(known.length);
  });

  it('that creates something answers a repetition once, and no other does', () => {
    const creating = methods.filter(({ name }) => /^(Create|Import|Rotate|Revise|Test|Replay)/.test(name));
    expect(creating.filter((method) => !accessOf(method)!.once).map(nameOf)).toEqual([]);
    const reading = methods.filter(({ name }) => /^(Get|List|Stream|Export|Convert|Validate|Delete)/.test(name));
    expect(reading.filter((method) => accessOf(method)!.once).map(nameOf)).toEqual([]);
  });

  it('finds the things that this test knows for the key of their tenant, so that it would show them if it could', async () => {
    const asked = methods.filter(({ name }) => /^(Get|List|Stream|Export)/.test(name));
    const answers = await Promise.all(
      asked
        .filter((method) => scopeOf(method) !== 'platform')
        .flatMap((method) =>
          samplesOf(method, ids).map(async ({ bytes }) => ({ method, ...(await rpc.ask(method, bytes, owner)) })),
        ),
    );
    const missing = answers.flatMap(({ method, status, message }) =>
      ['NOT_FOUND', 'INVALID_ARGUMENT', 'UNIMPLEMENTED'].includes(status)
        ? [`${nameOf(method)}: ${status} ${message}`]
        : [],
    );
    expect(missing).toEqual([]);
  });
});

describe('every method refuses', () => {
  it.each([
    ['whoever sends no key', null],
    ['a key that is empty', ''],
    ['a key that is no key of ours', `slk_${'A'.repeat(32)}`],
    ['a key that is SQL', "' or 1=1 --"],
  ])('%s', async (_name, key) => {
    expect(await otherwiseThan('UNAUTHENTICATED', () => key)).toEqual([]);
  });

  it('a key that has every scope but the one it needs', async () => {
    const keys = new Map<string, string>();
    for (const lacking of scopes) {
      const granted = scopes.filter((scope) => scope !== lacking);
      keys.set(lacking, (await api.addKey(ids['tenantId'] ?? '', granted)).secret);
    }
    expect(await otherwiseThan('PERMISSION_DENIED', (method) => keys.get(scopeOf(method)) ?? null)).toEqual([]);
  });

  it('a revoked key', async () => {
    const { id, secret } = await api.addKey(ids['tenantId'] ?? '', scopes);
    expect((await api.call('GET', '/v1/usage', secret)).status).toBe(200);
    await api.store.system.write((unit) => revokeKeys(unit, [id]));
    expect(await otherwiseThan('UNAUTHENTICATED', () => secret)).toEqual([]);
  });

  it('an expired key', async () => {
    const { secret } = await api.addKey(ids['tenantId'] ?? '', scopes, new Date(api.store.now().getTime() + 1_000));
    expect((await api.call('GET', '/v1/usage', secret)).status).toBe(200);
    api.advance(1_000);
    expect(await otherwiseThan('UNAUTHENTICATED', () => secret)).toEqual([]);
  });

  it('the keys of a suspended tenant, and those of a deleted one', async () => {
    const tenant = await makeTenant();
    const { secret } = await api.addKey(tenant.id, scopes);
    await api.call('PATCH', `/v1/tenants/${tenant.id}`, api.operatorKey, { state: 'suspended' });
    expect(await otherwiseThan('PERMISSION_DENIED', () => secret)).toEqual([]);
    await api.call('DELETE', `/v1/tenants/${tenant.id}`, api.operatorKey);
    expect(await otherwiseThan('UNAUTHENTICATED', () => secret)).toEqual([]);
  });
});

describe('another tenant', () => {
  let stranger: string;
  beforeAll(async () => {
    stranger = (await api.addKey((await makeTenant()).id, ofTenants)).secret;
  });

  /** Like the ids that exist, and of nothing. */
  const ofNothing = (): Ids =>
    Object.fromEntries(
      Object.entries(ids).map(([name, id]) => [
        name,
        name === 'sha256' ? 'f'.repeat(64) : `${id.slice(0, 4)}ffffffffffffffff`,
      ]),
    );
  const told = ({ code, message }: RpcAnswer, known: Ids): string =>
    Object.values(known).reduce((text, id) => text.replaceAll(id, '…'), `${code} ${message}`);

  it('is told of what belongs to somebody that it does not exist, in the words for what does not', async () => {
    const wrong: string[] = [];
    for (const method of methods) {
      const nothing = samplesOf(method, ofNothing());
      for (const [index, { bytes, namesIds }] of samplesOf(method, ids).entries()) {
        if (!namesIds) continue;
        const answer = await rpc.ask(method, bytes, stranger);
        const none = await rpc.ask(method, nothing[index]!.bytes, stranger);
        const found = taken.includes(nameOf(method)) ? 'OK' : 'NOT_FOUND';
        const expected = scopeOf(method) === 'platform' ? 'PERMISSION_DENIED' : found;
        if (answer.status !== expected || answer.text.includes(marker)) {
          wrong.push(`${nameOf(method)}: ${answer.status} ${answer.message}`);
        } else if (found !== 'OK' && told(answer, ids) !== told(none, ofNothing())) {
          wrong.push(`${nameOf(method)}: ${answer.message}, but of nothing: ${none.message}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('finds nothing of somebody else in any list', async () => {
    const lists = methods.filter((method) => /^List|^GetUsage/.test(method.name) && scopeOf(method) !== 'platform');
    const wrong: string[] = [];
    for (const method of lists) {
      const { text, status } = await rpc.ask(method, toBinary(method.input, create(method.input)), stranger);
      const isForeign = [marker, ...Object.values(ids)].some((known) => text.includes(known));
      if (isForeign || status === 'INTERNAL') wrong.push(`${nameOf(method)}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});
