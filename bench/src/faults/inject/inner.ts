/** What no caller may reach: a server on this machine's loopback. And one that may be reached and leads to it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { receiverHost } from '../load/receiver.ts';

export interface Inner extends AsyncDisposable {
  readonly port: number;
  /** Its answers lead to the inner server. */
  readonly redirectPort: number;
  /** How often it was reached. */
  readonly hits: () => number;
}

export async function startInner(): Promise<Inner> {
  let hits = 0;
  const inner = await listen((_request, response) => {
    hits++;
    response.writeHead(200).end('secret');
  }, '127.0.0.1');
  const { port } = inner.address() as AddressInfo;
  const leading = await listen((_request, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
  }, receiverHost);
  return {
    port,
    redirectPort: (leading.address() as AddressInfo).port,
    hits: () => hits,
    async [Symbol.asyncDispose]() {
      for (const server of [inner, leading]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

async function listen(answer: RequestListener, host: string): Promise<Server> {
  const server = createServer(answer);
  server.listen(0, host);
  await once(server, 'listening');
  return server;
}
