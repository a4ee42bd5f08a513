import { Client, credentials, Metadata } from '@grpc/grpc-js';
import type { ClientUnaryCall, ServiceError } from '@grpc/grpc-js';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayLimits } from '../src/limits.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { openRpc } from './support/rpc.ts';
import type { TestRpc } from './support/rpc.ts';

const opened = new AsyncDisposableStack();
let api: TestApi;
let rpc: TestRpc;
let client: Client;
beforeAll(async () => {
  api = opened.use(await openTestApi());
  rpc = opened.use(await openRpc(api));
  client = opened.adopt(new Client(rpc.address, credentials.createInsecure()), (one) => one.close());
});
afterAll(() => opened.disposeAsync());

const path = '/safelight.editing.v1.EditingService/CreatePhoto';
const same = (bytes: Buffer): Buffer => bytes;

/** A call that never ends its message: whoever wants to read it waits for ever. */
function begin(key: string) {
  const metadata = new Metadata();
  metadata.set('x-api-key', key);
  const call = client.makeClientStreamRequest(path, same, same, metadata, () => undefined);
  const ended = once(call, 'status').then(([status]) => status as Pick<ServiceError, 'code' | 'details'>);
  return { call: call as unknown as ClientUnaryCall, ended };
}

describe('a call whose message has not come', () => {
  it('is refused without a valid key', async () => {
    const { ended } = begin('slk_no-key-of-anybody');
    expect((await ended).details).toContain('Send a valid API key');
  });

  it('holds a place for pictures: none of its tenant is left for the next one until it goes', async () => {
    const places = gatewayLimits.uploadsInFlightCount - 1;
    const held = Array.from({ length: places }, () => begin(api.operatorKey));
    const refused = await begin(api.operatorKey).ended;
    expect(refused.details).toContain('pictures of your account are being taken in');

    const tenant = (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'x', plan: 'free' })).json;
    const other = begin(tenant.key.secret);
    expect((await begin(tenant.key.secret).ended).details).toContain('Too many pictures are being taken in');

    for (const { call } of [...held, other]) call.cancel();
    await Promise.all([...held, other].map(({ ended }) => ended));
    // A photo without bytes: it came in, and is refused for what it is.
    const metadata = new Metadata();
    metadata.set('x-api-key', api.operatorKey);
    const ask = () =>
      new Promise<string>((resolve) => {
        client.makeUnaryRequest(path, same, same, Buffer.alloc(0), metadata, (error) => resolve(error!.details));
      });
    await expect.poll(ask).toContain('has no content');
  });
});
