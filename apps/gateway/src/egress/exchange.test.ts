import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { exchange } from './exchange.ts';
import { egressPolicy } from './policy.ts';
import { targetOf } from './target.ts';
import { startWeb } from './testing.ts';

describe('exchange', () => {
  it('drops a connection to an address that was not judged, also one that needs no name', async () => {
    await using web = await startWeb((_, response) => response.end('inside'));
    const policy = egressPolicy({ ports: [web.port] });
    const target = targetOf(`http://127.0.0.1:${web.port}/`, policy);
    const request = { method: 'GET', headers: {} } as const;
    const { signal } = new AbortController();
    await expect(exchange(target, ['127.0.0.2'], request, signal)).rejects.toThrow('was not judged');
    expect(web.requests).toHaveLength(0);
    await using answer = await exchange(target, ['::ffff:127.0.0.1', '127.0.0.1'], request, signal);
    expect(answer.status).toBe(200);
  });

  it('goes on to the next address when one does not answer', async () => {
    await using web = await startWeb((_, response) => response.end('there'), { host: '127.0.0.2' });
    const policy = egressPolicy({ ports: [web.port] });
    const target = targetOf(`http://photos.example:${web.port}/`, policy);
    const { signal } = new AbortController();
    await using answer = await exchange(
      target,
      ['::1', '127.0.0.3', '127.0.0.2'],
      { method: 'GET', headers: {} },
      signal,
    );
    expect(answer.status).toBe(200);
  });

  it.each(['http:', 'https:'])(
    'gives up a connection that does not come to anything, and closes it (%s)',
    async (protocol) => {
      const taken: Socket[] = [];
      const server = createServer((socket) => taken.push(socket.on('error', () => undefined)));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const target = targetOf(`${protocol}//127.0.0.1:${port}/`, egressPolicy({ ports: [port], allow: ['127.0.0.1'] }));
      const caller = new AbortController();
      server.once('connection', () => caller.abort());
      await expect(exchange(target, ['127.0.0.1'], { method: 'GET', headers: {} }, caller.signal)).rejects.toThrow();
      for (const socket of taken) if (!socket.closed) await once(socket.resume(), 'close');
      expect(taken).toHaveLength(1);
      server.close();
    },
  );
});
