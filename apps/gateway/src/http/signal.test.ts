import { EventEmitter, once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { signalOf } from './signal.ts';

const asReply = (raw: ServerResponse) => ({ raw }) as unknown as Parameters<typeof signalOf>[0];

describe('the signal of a request', () => {
  it('aborts when the client goes away before the answer', async () => {
    const seen = new EventEmitter();
    const server = createServer((_, response) => seen.emit('request', signalOf(asReply(response))));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    request.on('error', () => undefined);
    const [signal] = (await once(seen, 'request')) as [AbortSignal];
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    request.destroy();
    await aborted;
    server.close();
  });

  it('stays quiet when the answer was complete, and leaves nothing on the connection', async () => {
    const signals: AbortSignal[] = [];
    const server = createServer((_, response) => {
      signals.push(signalOf(asReply(response)));
      response.end('ok');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const listeners: number[] = [];
    server.on('request', ({ socket }) => listeners.push(socket.listenerCount('close')));
    for (let request = 0; request < 3; request++) {
      await (await fetch(`http://127.0.0.1:${port}`)).text();
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
    expect(new Set(listeners).size).toBe(1);
    server.closeAllConnections();
    server.close();
  });
});
