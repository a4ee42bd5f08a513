/** MCP over streamable HTTP: the caller's key goes on to the API with every call, so tenants stay apart there. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isLegacyRequest,
  localhostAllowedHostnames,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { createSafelight } from '@safelight/client';
import { mcpLimits } from './limits.ts';
import { buildServer } from './server.ts';
import { McpSessions, refusal } from './sessions.ts';

export interface HttpOptions {
  /** The API. */
  readonly baseUrl: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Names under which callers may reach it, and from whose pages; default: this machine's. */
  readonly allowedHosts?: readonly string[];
}

export interface RunningMcp extends AsyncDisposable {
  /** `http://host:port/mcp`. */
  readonly url: string;
}

const path = '/mcp';

export async function startHttp({
  baseUrl,
  host = '127.0.0.1',
  port,
  allowedHosts = [],
}: HttpOptions): Promise<RunningMcp> {
  const build = (apiKey: string) => buildServer({ api: createSafelight({ baseUrl, apiKey }), root: null });
  const modern = createMcpHandler(({ authInfo }) => build(authInfo!.token), {
    ...{ legacy: 'reject', maxRequestBodySize: mcpLimits.messageBytes },
  });
  const sessions = new McpSessions({ build });
  const hosts = [...localhostAllowedHostnames(), ...allowedHosts];

  const serve = async (request: Request): Promise<Response> => {
    // A page that was lured here by DNS names another host or origin.
    const refused = hostHeaderValidationResponse(request, hosts) ?? originValidationResponse(request, hosts);
    if (refused !== undefined) return refused;
    if (new URL(request.url).pathname !== path) return refusal(404, `MCP is at ${path}.`);
    const apiKey = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (apiKey === undefined) {
      const message = 'Send an API key of the Safelight server as "Authorization: Bearer …".';
      return refusal(401, message, { 'www-authenticate': 'Bearer realm="safelight"' });
    }
    if (await isLegacyRequest(request, undefined, { maxRequestBodySize: mcpLimits.messageBytes })) {
      return sessions.handle(request, apiKey);
    }
    return modern.fetch(request, { authInfo: { token: apiKey, clientId: 'api-key', scopes: [] } });
  };

  const handle = toNodeHandler({ fetch: serve });
  const server = createServer((request, response) => void handle(request as NodeIncomingMessageLike, response));
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: bound, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}${path}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      await modern.close();
      await sessions[Symbol.asyncDispose]();
      const drain = setTimeout(() => server.closeAllConnections(), mcpLimits.drainMs);
      server.closeIdleConnections();
      await closed.finally(() => clearTimeout(drain));
    },
  };
}
