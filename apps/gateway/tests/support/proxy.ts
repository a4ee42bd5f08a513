/** Another address of a server, which may come later and can be cut off like a cable. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Breaks the connections that stand. */
  cut(): void;
}

/** @param port to listen on; 0 (the default) takes a free one. */
export async function openProxy(server: { readonly host: string; readonly port: number }, port = 0): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    const there = connect(server);
    const end = () => [socket, there].forEach((one) => one.destroy());
    for (const one of [socket, there]) sockets.add(one.on('error', () => undefined).on('close', end));
    socket.pipe(there).pipe(socket);
  });
  await once(proxy.listen(port, '127.0.0.1'), 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    ...{ port: (proxy.address() as AddressInfo).port, cut },
    async [Symbol.asyncDispose]() {
      const closed = once(proxy, 'close');
      proxy.close();
      cut();
      await closed;
    },
  };
}
