import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends a server's connections for good. Node's own close waits for those that were opened and never used, as clients
 * do in advance, until the header time-out; and for a slow upload as long as it takes.
 */
export function trackConnections(server: Server): { end(drainTimeoutMs: number): Disposable } {
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  return {
    /** Closes the unused ones now and all others after the time-out, unless disposed before. */
    end(drainTimeoutMs) {
      for (const socket of unused) socket.destroy();
      const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
      return { [Symbol.dispose]: () => clearTimeout(timer) };
    },
  };
}
