import { Server, type ServerCredentials } from '@grpc/grpc-js';
import { Fault, limits } from '@safelight/core';
import { doorkeeper, type Door } from './door.ts';
import type { Implementation } from './implement.ts';
import type { Logger } from './logger.ts';
import { interceptors, serverCredentials } from './security/credentials.ts';
import { noSecurity, type ServiceSecurity } from './security/security.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly implementations: readonly Implementation[];
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  /** Asked for every call before its message is read, those of health and reflection among them. Default: all may come in. */
  readonly door?: Door;
  readonly logger: Logger;
  /** Health and reflection, which operators and their tools ask for. Default true; a process that calls only itself can do without. */
  readonly probes?: boolean;
  /** Of one message in either direction. Default: that of all services. */
  readonly messageBytesMax?: number;
  /** How long running calls may go on after a stop before they are aborted. Default 5000. */
  readonly drainTimeoutMs?: number;
}

export interface RunningService extends AsyncDisposable {
  readonly name: string;
  /** `host:port`. */
  readonly address: string;
}

function bind(server: Server, host: string, port: number, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else {
        const message = `Cannot listen on ${host}:${port}. Choose another port or stop what listens there.`;
        reject(new Fault('config.invalid', message, { cause: error }));
      }
    });
  });
}

function stopServer(server: Server, drainTimeoutMs: number, stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const abort = setTimeout(() => {
      stopping.abort(new DOMException('The service is stopping.', 'AbortError'));
      server.forceShutdown();
      resolve();
    }, drainTimeoutMs);
    server.tryShutdown(() => {
      clearTimeout(abort);
      resolve();
    });
  });
}

/**
 * Callers then connect anew and ask which replicas there are: without it a new one gets only those that come after it.
 * Calls under way end on the old connection.
 */
const connectionAgeMs = 5 * 60_000;

/**
 * Serves contracts over gRPC, with health and reflection. Disposing it drains running calls, then closes.
 * @throws Fault `config.invalid` when the port is taken or the certificates cannot be used
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { name, implementations, host = '127.0.0.1', port = 0, probes = true, logger, drainTimeoutMs = 5000 } = options;
  const { security = noSecurity, door, messageBytesMax = limits.grpcMessageBytes } = options;
  const server = new Server({
    interceptors: [...interceptors(security, logger), ...(door === undefined ? [] : [doorkeeper(door)])],
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.max_send_message_length': messageBytesMax,
    'grpc.max_connection_age_ms': connectionAgeMs,
  });
  const stopping = new AbortController();
  const names = implementations.map(({ contract }) => contract.service);
  for (const one of implementations) {
    const { definition, implementation } = one.bind({ logger, stopping: stopping.signal });
    server.addService(definition, implementation);
  }
  const health = probes ? (await import('./probes.ts')).addProbes(server, names) : undefined;

  const address = `${host}:${await bind(server, host, port, serverCredentials(security))}`;
  logger.info({ service: name, address, security: security.kind }, 'listening');
  let stopped: Promise<void> | undefined;
  return {
    name,
    address,
    [Symbol.asyncDispose]: () => {
      stopped ??= (async () => {
        for (const service of ['', ...names]) health?.setStatus(service, 'NOT_SERVING');
        await stopServer(server, drainTimeoutMs, stopping);
        logger.info({ service: name }, 'stopped');
      })();
      return stopped;
    },
  };
}
