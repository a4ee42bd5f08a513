/** A way to a server over which connections can be refused, cut within an answer, or held. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type Manner =
  | 'open'
  /** Connections end as soon as they are made. */
  | 'refused'
  /** Answers end after some bytes. */
  | 'cut';

export interface Way extends AsyncDisposable {
  /** As the server's own, but for the port. */
  readonly endpoint: string;
  /** Of connections from now on; those that are open end, so that no client goes on with the old one. */
  set(manner: Manner): void;
}

/** Within the body of every picture, behind the head of the answer. */
const cutAfterBytes = 2_048;

export async function openWay(endpoint: string): Promise<Way> {
  const target = new URL(endpoint);
  const open = new Set<Socket>();
  let manner: Manner = 'open';
  const server = createServer((incoming) => {
    if (manner === 'refused') return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    const isCut = manner === 'cut';
    let answered = 0;
    outgoing.on('data', (bytes: Buffer) => {
      answered += bytes.length;
      if (isCut && answered > cutAfterBytes) {
        incoming.destroy();
        outgoing.destroy();
      } else incoming.write(bytes);
    });
    incoming.pipe(outgoing);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, target.hostname);
  await once(server, 'listening');
  const own = new URL(endpoint);
  own.port = String((server.address() as AddressInfo).port);
  const endAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    endpoint: own.href.replace(/\/$/, ''),
    set(next) {
      manner = next;
      endAll();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      endAll();
      await once(server, 'close');
    },
  };
}
