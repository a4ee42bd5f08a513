/** REST and gRPC offer the same: what is added to one and forgotten in the other fails here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contracts from '@safelight/wire';
import type { ServiceContract } from '@safelight/wire';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { accessOf, methods, services } from './support/rpc.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly { readonly bearer?: readonly string[] }[];
  readonly parameters?: readonly { readonly name: string }[];
}

let api: TestApi;
let described: readonly Operation[];
let operations: readonly string[];
beforeAll(async () => {
  api = await openTestApi();
  const { json } = await api.call('GET', '/openapi.json', null);
  described = Object.values<Record<string, Operation>>(json.paths).flatMap((path) => Object.values(path));
  operations = described.map(({ operationId }) => operationId);
});
afterAll(() => api[Symbol.asyncDispose]());

/** Operations that go by another name over gRPC. */
const otherwise: Readonly<Record<string, string>> = {
  getSidecar: 'exportRecipe',
  downloadRecipe: 'exportRecipe',
  downloadPreset: 'exportRecipe',
  downloadLua: 'exportRecipe',
  downloadTemplate: 'exportRecipe',
  renderSession: 'render',
  compareEdits: 'compare',
};

/** Operations that gRPC has not, and why. */
const restAlone: Readonly<Record<string, string>> = {
  getHealth: 'grpc.health.v1.Health answers for the process',
  getReadiness: 'grpc.health.v1.Health answers for the service; what it needs, a load balancer asks over HTTP',
};

/** Methods that are one form of a REST operation, which takes or gives several. */
const forms: Readonly<Record<string, string>> = {
  importPhoto: 'createPhoto',
  listEvents: 'streamEvents',
};

describe('REST and gRPC', () => {
  it('offer the same operations', () => {
    const offered = new Set(methods.map(({ localName }) => localName));
    const missing = operations.filter((name) => !offered.has(otherwise[name] ?? name) && restAlone[name] === undefined);
    expect(missing).toEqual([]);
    const known = new Set([...operations.map((name) => otherwise[name] ?? name), ...operations]);
    expect([...offered].filter((name) => !known.has(forms[name] ?? name))).toEqual([]);
  });

  it('ask for the same scopes, and answer the same requests once', () => {
    const wrong = described.flatMap(({ operationId, security, parameters = [] }) => {
      const method = methods.find(({ localName }) => localName === (otherwise[operationId] ?? operationId));
      if (method === undefined) return [];
      const once = parameters.some(({ name }) => name === 'idempotency-key');
      const rest = { scope: security[0]?.bearer?.[0], once };
      const rpc = accessOf(method);
      return rpc?.scope === rest.scope && rpc?.once === rest.once ? [] : [{ operationId, rest, rpc }];
    });
    expect(wrong).toEqual([]);
  });

  it('name nothing in the lists of this test that there is not', () => {
    const named = [...Object.keys(otherwise), ...Object.keys(restAlone), ...Object.values(forms)];
    expect(named.filter((name) => !operations.includes(name))).toEqual([]);
  });

  it('are described by contracts that have every method of proto/', () => {
    const all = Object.values(contracts).filter(
      (one): one is Extract<typeof one, ServiceContract> => typeof one === 'object' && 'methods' in one,
    );
    for (const { typeName, methods: known } of services) {
      const contract: ServiceContract | undefined = all.find(({ service }) => service === typeName);
      const paths = Object.values(contract?.methods ?? {}).map(({ path }) => path);
      expect(paths.sort()).toEqual(known.map(({ name }) => `/${typeName}/${name}`).sort());
    }
  });
});
