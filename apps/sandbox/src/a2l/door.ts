import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Fault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { Context } from '../context.ts';
import { httpServer } from './http.ts';
import { Jail } from './jail.ts';
import { lineServer, type Work } from './line.ts';
import { findFiles, processPhoto } from './process.ts';

export interface A2lOptions {
  /** Photos, configurations and results lie under this folder; nothing else is opened. */
  readonly root: string;
  /** Default 127.0.0.1. The line protocol knows no authentication: whoever reaches the port may use the folder. */
  readonly host?: string;
  /** Default 7878; 0 takes a free port. */
  readonly linePort?: number;
  /** Default 7777; 0 takes a free port. */
  readonly httpPort?: number;
  /** What HTTP clients must send. */
  readonly token: string;
}

export interface A2lDoor extends AsyncDisposable {
  /** `host:port` of the line protocol. */
  readonly lineAddress: string;
  /** `http://host:port` of the bridge. */
  readonly httpUrl: string;
}

const tokenLengthMin = 16;

/**
 * Opens the agent-to-Lightroom doors: programs written for JarvisArt's plug-in develop photos of one folder here.
 * @throws Fault `config.invalid`, `file.unreadable`
 */
export async function openA2l(context: Context, options: A2lOptions, logger: Logger): Promise<A2lDoor> {
  const { host = '127.0.0.1', linePort = 7878, httpPort = 7777, token } = options;
  if (token.length < tokenLengthMin) {
    throw new Fault('config.invalid', `The A2L token needs at least ${tokenLengthMin} characters. Make a random one.`);
  }
  const jail = await Jail.at(options.root);
  const work: Work = {
    find: (request) => findFiles(jail, request),
    process: (files, signal) => processPhoto(context, files, signal),
  };
  await using opening = new AsyncDisposableStack();
  const line = lineServer(work, logger);
  const sockets = new Set<{ destroy(): void }>();
  line.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listening(() => line.listen(linePort, host), line, `${host}:${linePort}`);
  opening.defer(async () => {
    for (const socket of sockets) socket.destroy();
    line.close();
    await once(line, 'close');
  });
  const http = httpServer(work, token, logger);
  try {
    await http.listen({ host, port: httpPort });
  } catch (cause) {
    throw portTaken(`${host}:${httpPort}`, cause);
  }
  opening.defer(() => http.close());
  const port = (address: AddressInfo | string | null): number => (address as AddressInfo).port;
  const lineAddress = `${host}:${port(line.address())}`;
  const httpUrl = `http://${host}:${port(http.server.address())}`;
  logger.info({ root: jail.root, lineAddress, httpUrl }, 'A2L doors are open');
  const open = opening.move();
  return { lineAddress, httpUrl, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

const portTaken = (address: string, cause: unknown): Fault =>
  new Fault('config.invalid', `Cannot listen on ${address}. Choose another port or stop what listens there.`, {
    cause,
  });

async function listening(listen: () => void, server: NodeJS.EventEmitter, address: string): Promise<void> {
  listen();
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw portTaken(address, cause);
  }
}
