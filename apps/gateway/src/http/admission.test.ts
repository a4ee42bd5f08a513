import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import type { CallerContext } from '../context.ts';
import { admit } from './admission.ts';
import type { HttpApp } from './types.ts';

const countMax = 3;
const forever = { windowMs: 60_000, bytesMin: 0 };

let app: FastifyInstance;
afterEach(() => app.close());

/** Lets requests in by the tenant that their header names. */
async function start(patience = forever): Promise<number> {
  app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request) => {
    request.caller = { tenantId: String(request.headers['x-tenant']) } as CallerContext;
  });
  app.setErrorHandler((_error, _request, reply) => reply.code(429).send());
  admit(app as unknown as HttpApp, countMax, patience);
  app.post('/', async () => 'taken');
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** Begins an upload that does not end; resolves once it was let in. */
async function hold(port: number, tenant: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const arrived = once(app.server, 'request');
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\nx-tenant: ${tenant}\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nabc`,
  );
  await arrived;
  return socket;
}

async function upload(port: number, tenant: string): Promise<number> {
  const headers = { 'x-tenant': tenant, 'content-type': 'text/plain' };
  return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc', headers })).status;
}

it('keeps a place that one tenant alone cannot take, and gives places back', async () => {
  const port = await start();
  const held = [await hold(port, 'loud'), await hold(port, 'loud')];
  expect(await upload(port, 'loud')).toBe(429);
  expect(await upload(port, 'calm')).toBe(200);
  held.push(await hold(port, 'calm'));
  expect(await upload(port, 'third')).toBe(429);
  for (const socket of held) socket.destroy();
  await expect.poll(() => upload(port, 'loud')).toBe(200);
});

it('ends an upload that hardly comes', async () => {
  const port = await start({ windowMs: 20, bytesMin: 1 });
  const socket = await hold(port, 'loud');
  await once(socket, 'close');
  await expect.poll(() => upload(port, 'loud')).toBe(200);
});
