/** The REST API on a database of the test's own, with a clock that the test moves; its neighbours are away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTenantId } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import type { Logger } from '@safelight/service-kit';
import { createClient } from '@safelight/service-kit';
import { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import { describeKey, newApiKey } from '../../src/auth/apiKey.ts';
import { Authenticator } from '../../src/auth/authenticate.ts';
import { scopes } from '../../src/auth/identity.ts';
import type { Scope } from '../../src/auth/identity.ts';
import { openBus } from '../../src/bus/open.ts';
import { FileBlobs } from '../../src/blobs/files.ts';
import type { GatewayContext } from '../../src/context.ts';
import { egressPolicy } from '../../src/egress/policy.ts';
import type { EgressOptions } from '../../src/egress/policy.ts';
import type { EdgeOptions } from '../../src/http/headers.ts';
import { startHttp } from '../../src/http/server.ts';
import { addKey } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../../src/store/testing.ts';

/** Port 1 of loopback: nothing listens there, connections are refused at once. */
const nobody = '127.0.0.1:1';

export interface TestApi extends AsyncDisposable {
  readonly baseUrl: string;
  readonly context: GatewayContext;
  readonly authenticator: Authenticator;
  readonly store: Store;
  /** Of the default tenant, with every scope. */
  readonly operatorKey: string;
  advance(ms: number): void;
  /** Makes a key by the way of the store. */
  addKey(
    tenantId: string,
    granted: readonly Scope[],
    expiresAt?: Date,
  ): Promise<{ readonly id: string; readonly secret: string }>;
  call(
    method: string,
    path: string,
    key: string | null,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into answers of many forms.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

export async function openTestApi(
  edge: EdgeOptions = {},
  logger: Logger = silentLogger,
  egress: EgressOptions = {},
): Promise<TestApi> {
  await using opening = new AsyncDisposableStack();
  const test = opening.use(await openTestStore());
  const folder = await mkdtemp(join(tmpdir(), 'safelight-api-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const store = test.whole;
  const bus = opening.use(await openBus({ store, kafka: null, soleProcess: true, logger }));
  const context: GatewayContext = {
    ...{ store, bus, logger, policyDeadlineMs: 1_000, egress: egressPolicy(egress) },
    blobs: new FileBlobs(folder),
    sandbox: opening.adopt(createClient(sandboxContract, nobody), (client) => client.close()),
    policy: opening.adopt(createClient(policyContract, nobody), (client) => client.close()),
    evaluator: opening.adopt(createClient(evaluatorContract, nobody), (client) => client.close()),
    reflector: opening.adopt(createClient(reflectorContract, nobody), (client) => client.close()),
  };
  const authenticator = opening.use(new Authenticator(store));
  const isReady = async () => ({});
  const options = { host: '127.0.0.1', port: 0, authenticator, api: true, isReady, ...edge };
  const http = opening.use(await startHttp(context, options));
  const makeKey: TestApi['addKey'] = async (tenantId, granted, expiresAt) => {
    const secret = newApiKey();
    const key = { tenantId, name: 'test', ...describeKey(secret), scopes: granted, expiresAt: expiresAt ?? null };
    const { id } = await store.system.write((unit) => addKey(unit, key));
    return { id, secret };
  };
  const { secret: operatorKey } = await makeKey(defaultTenantId, scopes);
  const open = opening.move();
  return {
    ...{ baseUrl: http.baseUrl, context, authenticator, store, operatorKey },
    advance: (ms) => test.advance(ms),
    addKey: makeKey,
    async call(method, path, key, body, headers = {}) {
      const response = await fetch(`${http.baseUrl}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(key === null ? {} : { 'x-api-key': key }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
