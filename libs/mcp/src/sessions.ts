/** MCP sessions of 2025 clients over HTTP: bounded, expiring, each bound to the key that opened it. */
import { createHash, randomUUID } from 'node:crypto';
import { WebStandardStreamableHTTPServerTransport, type McpServer } from '@modelcontextprotocol/server';
import { mcpLimits } from './limits.ts';

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly server: McpServer;
  readonly keyDigest: string;
  usedAtMs: number;
}

export interface SessionsOptions {
  readonly build: (apiKey: string) => McpServer;
  /** Default: `mcpLimits`. */
  readonly countMax?: number;
  readonly now?: () => number;
}

export class McpSessions implements AsyncDisposable {
  readonly #sessions = new Map<string, Session>();
  readonly #build: SessionsOptions['build'];
  readonly #countMax: number;
  readonly #now: () => number;

  constructor({ build, countMax = mcpLimits.sessionsCount, now = Date.now }: SessionsOptions) {
    this.#build = build;
    this.#countMax = countMax;
    this.#now = now;
  }

  get count(): number {
    return this.#sessions.size;
  }

  async handle(request: Request, apiKey: string): Promise<Response> {
    await this.#expire();
    const id = request.headers.get('mcp-session-id');
    if (id === null) return this.#open(request, apiKey);
    const session = this.#sessions.get(id);
    // A session of another key is as unknown as one that ended; the client opens a new one.
    if (session === undefined || session.keyDigest !== digestOf(apiKey)) {
      return refusal(404, 'There is no such session, or it has expired. Initialize again.');
    }
    session.usedAtMs = this.#now();
    return session.transport.handleRequest(request);
  }

  async #open(request: Request, apiKey: string): Promise<Response> {
    if (this.#sessions.size >= this.#countMax) {
      return refusal(503, `${this.#countMax} sessions are open already. Try again later.`);
    }
    const server = this.#build(apiKey);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      maxRequestBodySize: mcpLimits.messageBytes,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { transport, server, keyDigest: digestOf(apiKey), usedAtMs: this.#now() });
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
    });
    await server.connect(transport);
    const response = await transport.handleRequest(request);
    // Whatever it was, it opened no session.
    if (transport.sessionId === undefined) await server.close();
    return response;
  }

  async #expire(): Promise<void> {
    const oldest = this.#now() - mcpLimits.sessionIdleMs;
    const ended = [...this.#sessions].filter(([, { usedAtMs }]) => usedAtMs < oldest);
    for (const [id] of ended) this.#sessions.delete(id);
    await Promise.all(ended.map(([, { server }]) => server.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(open.map(({ server }) => server.close()));
  }
}

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, { status, headers });
}
