import { resolve } from 'node:path';
import { createSafelight } from '@safelight/client';
import { Fault } from '@safelight/core';
import { startHttp, startStdio } from '@safelight/mcp';
import { findServer, type ServerOptions } from '../remote/server.ts';

export interface McpOptions extends ServerOptions {
  readonly root?: string;
  readonly host: string;
  readonly httpPort?: number;
  readonly allowHost?: readonly string[];
}

/** Offers the darkroom to other agents. stdout belongs to the protocol; a person reads stderr. */
export async function mcp(options: McpOptions): Promise<void> {
  const stopped = new Promise<void>((stop) => void process.once('SIGINT', stop).once('SIGTERM', stop));
  const server = await findServerOf(options);
  if (options.httpPort !== undefined) {
    if (server === null) {
      const message =
        'Over HTTP each caller brings a key of a server. Name the server with --server or SAFELIGHT_SERVER.';
      throw new Fault('request.invalid', message, { field: 'server' });
    }
    const { host, httpPort: port, allowHost: allowedHosts = [] } = options;
    await using running = await startHttp({ baseUrl: server.baseUrl, host, port, allowedHosts });
    process.stderr.write(`MCP listens on ${running.url} for ${server.baseUrl}. Ctrl-C stops it.\n`);
    // Waited for in here: the server ends with this block.
    await stopped;
    return;
  }
  await using fleet = server === null ? await (await import('../editing/fleet.ts')).openFleet() : null;
  const api = createSafelight(server ?? fleet!);
  await using running = startStdio({ api, root: resolve(options.root ?? process.cwd()) });
  await Promise.race([stopped, running.ended]);
}

/** Over HTTP the callers' keys count, so none of our own is needed. */
function findServerOf({ httpPort, ...options }: McpOptions): ReturnType<typeof findServer> {
  return findServer(options, { needsKey: httpPort === undefined });
}
