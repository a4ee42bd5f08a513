import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openWay } from './way.ts';

it('lets everything through, refuses, cuts answers short, and lets through again', async () => {
  const answer = 'x'.repeat(20_000);
  const server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await using way = await openWay(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const ask = async () => (await fetch(way.endpoint)).text();
  expect(await ask()).toBe(answer);
  for (const manner of ['refused', 'cut'] as const) {
    way.set(manner);
    await expect(ask()).rejects.toThrow();
  }
  way.set('open');
  expect(await ask()).toBe(answer);
  server.close();
  server.closeAllConnections();
});
