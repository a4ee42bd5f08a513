/** Every operation of the OpenAPI document, asked by everybody who must not be answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../src/auth/identity.ts';
import type { Scope } from '../src/auth/identity.ts';
import { revokeKeys } from '../src/store/keys.ts';
import { openTestApi } from './support/api.ts';
import type { Answer, TestApi } from './support/api.ts';
import { makeFixtures, marker } from './support/fixtures.ts';
import { operationsOf, requestOf } from './support/requests.ts';
import type { Ids, Operation } from './support/requests.ts';

const ofTenants = scopes.filter((scope) => scope !== 'platform');
/** Anybody may ask these. */
const open = ['GET /healthz', 'GET /readyz'];
/** Long lists are taken as they are; the runner finds the photos of the tenant alone, and what is not there fails alone. */
const taken = ['POST /v1/evaluation-batches'];

let api: TestApi;
let document: object;
let operations: readonly Operation[];
let owner: string;
let ids: Ids;

beforeAll(async () => {
  api = await openTestApi();
  const answer = await api.call('GET', '/openapi.json', null);
  document = answer.json;
  operations = operationsOf(document).guarded;
  const tenant = await makeTenant();
  owner = tenant.key.secret;
  ids = await makeFixtures(api, tenant.id);
});
afterAll(() => api[Symbol.asyncDispose]());

async function makeTenant() {
  return (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio', plan: 'unlimited' })).json;
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
const ask = (operation: Operation, key: string | null, known: Ids = ids): Promise<Answer> => {
  const { path, body, headers } = requestOf(document, operation, known);
  return api.call(operation.method, path, key, body, headers);
};

/** Asks every operation by a key and gives what was not answered with the status, with a problem, without a foreign byte. */
async function otherwiseThan(
  status: number,
  keyFor: (operation: Operation) => Promise<string | null>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const operation of operations) {
    const answer = await ask(operation, await keyFor(operation));
    const { json, text } = answer;
    const isWhole =
      json?.status === answer.status && /^req_/.test(json?.requestId) && json?.type === `/problems/${json?.code}`;
    if (answer.status !== status || !isWhole || text.includes(marker)) {
      wrong.push(`${nameOf(operation)}: ${answer.status} ${text.slice(0, 200)}`);
    }
  }
  return wrong;
}

describe('every operation', () => {
  it('needs a key, but those that are known to be open', () => {
    expect(operationsOf(document).open.filter((name) => !open.includes(name))).toEqual([]);
    expect(operations.length).toBeGreaterThan(30);
  });

  it('finds the things that this test knows for the key of their tenant, so that it would show them if it could', async () => {
    const asked = operations.filter(({ method, scope }) => method === 'GET' && scope !== 'platform');
    // All at once: those that need a neighbour wait for it in vain.
    const answers = await Promise.all(
      asked.map(async (operation) => ({ operation, ...(await ask(operation, owner)) })),
    );
    const missing = answers.flatMap(({ operation, status, text }) =>
      status === 404 || status === 400 ? [`${nameOf(operation)}: ${text}`] : [],
    );
    expect(missing).toEqual([]);
  });
});

describe('every operation refuses', () => {
  it('whoever sends no key', async () => {
    expect(await otherwiseThan(401, async () => null)).toEqual([]);
  });

  it.each([
    ['that is empty', ''],
    ['of one letter', 'x'],
    ['that is too short', 'slk_0123456789'],
    ['that is no key of ours', `slk_${'A'.repeat(32)}`],
    ['of 4,000 letters', `slk_${'A'.repeat(4_000)}`],
    ['that is SQL', "' or 1=1 --"],
  ])('a key %s', async (_name, key) => {
    expect(await otherwiseThan(401, async () => key)).toEqual([]);
  });

  it('a key that has every scope but the one it needs', async () => {
    const keys = new Map<string, string>();
    const { tenantId = '' } = ids;
    for (const lacking of scopes) {
      const granted: readonly Scope[] = scopes.filter((scope) => scope !== lacking);
      keys.set(lacking, (await api.addKey(tenantId, granted)).secret);
    }
    expect(await otherwiseThan(403, async ({ scope }) => keys.get(scope) ?? null)).toEqual([]);
  });

  it('a revoked key', async () => {
    const { id, secret } = await api.addKey(ids['tenantId'] ?? '', scopes);
    expect((await api.call('GET', '/v1/usage', secret)).status).toBe(200);
    await api.store.system.write((unit) => revokeKeys(unit, [id]));
    expect(await otherwiseThan(401, async () => secret)).toEqual([]);
  });

  it('an expired key', async () => {
    const { secret } = await api.addKey(ids['tenantId'] ?? '', scopes, new Date(api.store.now().getTime() + 1_000));
    expect((await api.call('GET', '/v1/usage', secret)).status).toBe(200);
    api.advance(1_000);
    expect(await otherwiseThan(401, async () => secret)).toEqual([]);
  });

  it('the keys of a suspended tenant, and those of a deleted one', async () => {
    const tenant = await makeTenant();
    const { secret } = await api.addKey(tenant.id, scopes);
    await api.call('PATCH', `/v1/tenants/${tenant.id}`, api.operatorKey, { state: 'suspended' });
    expect(await otherwiseThan(403, async () => secret)).toEqual([]);
    await api.call('DELETE', `/v1/tenants/${tenant.id}`, api.operatorKey);
    expect(await otherwiseThan(401, async () => secret)).toEqual([]);
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

  it('is told of what belongs to somebody that it does not exist, in the words for what does not', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const request = requestOf(document, operation, ids);
      if (!request.namesIds) continue;
      const answer = await ask(operation, stranger);
      const none = await ask(operation, stranger, ofNothing());
      const found = taken.includes(nameOf(operation)) ? 202 : 404;
      const expected = operation.scope === 'platform' ? 403 : found;
      const told = (one: Answer, known: Ids) => {
        const { requestId, instance, ...rest } = one.json ?? {};
        const hidden = Object.values(known).reduce(
          (text, id) => text.replaceAll(id, '…'),
          JSON.stringify([rest, typeof requestId, typeof instance]),
        );
        return hidden;
      };
      if (answer.status !== expected || answer.text.replaceAll(/"instance":"[^"]*"/g, '').includes(marker)) {
        wrong.push(`${nameOf(operation)}: ${answer.status} ${answer.text.slice(0, 200)}`);
      } else if (found === 404 && told(answer, ids) !== told(none, ofNothing())) {
        wrong.push(`${nameOf(operation)}: ${answer.text} but of nothing: ${none.text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('finds nothing of somebody else in any list', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      if (operation.method !== 'GET' || operation.path.includes('{') || operation.scope === 'platform') continue;
      const { status, text } = await ask(operation, stranger);
      const isForeign = [marker, ...Object.values(ids)].some((known) => text.includes(known));
      if (status >= 500 && status !== 503) wrong.push(`${nameOf(operation)}: ${status} ${text}`);
      if (isForeign) wrong.push(`${nameOf(operation)}: ${text}`);
    }
    expect(wrong).toEqual([]);
  });
});
