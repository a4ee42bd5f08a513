/** REST and gRPC offer the same: what is added to one and forgotten in the other fails here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contracts from '@safelight/wire';
import type { ServiceContract } from '@safelight/wire';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { methods, services } from './support/rpc.ts';

let api: TestApi;
let operations: readonly string[];
beforeAll(async () => {
  api = await openTestApi();
  const { json } = await api.call('GET', '/openapi.json', null);
  const paths = Object.values<Record<string, { readonly operationId: string }>>(json.paths);
  operations = paths.flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
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

  it('name nothing in the lists of this test that there is not', () => {
    const named = [...Object.keys(otherwise), ...Object.keys(restAlone), ...Object.values(forms)];
    expect(named.filter((name) => !operations.includes(name))).toEqual([]);
  });

  it('are described by contracts that have every method of proto/', () => {
    const known = Object.values(contracts).filter(
      (one): one is Extract<typeof one, ServiceContract> => typeof one === 'object' && 'methods' in one,
    );
    for (const { typeName, methods: described } of services) {
      const contract: ServiceContract | undefined = known.find(({ service }) => service === typeName);
      const paths = Object.values(contract?.methods ?? {}).map(({ path }) => path);
      expect(paths.sort()).toEqual(described.map(({ name }) => `/${typeName}/${name}`).sort());
    }
  });
});
