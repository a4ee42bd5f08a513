/**
 * The REST side. Plain node:http: the protocol has a dozen addresses and bodies of raw bytes, and a framework's share of
 * a request would be a third of all that this server adds to the model's own time.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Fault, toFault } from '@safelight/core';
import { certificatesOf, type Logger, type ServiceSecurity } from '@safelight/service-kit';
import type { Context } from '../context.ts';
import { readBody } from './body.ts';
import { errorBody, statusOf } from './errors.ts';
import { isOpen, route, type Answer, type Asked } from './routes.ts';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  readonly security: ServiceSecurity;
  readonly requestBytesMax: number;
  readonly drainTimeoutMs: number;
  readonly logger: Logger;
}

export interface RunningHttp extends AsyncDisposable {
  /** `host:port`. */
  readonly address: string;
}

/** How much of a body that is refused is still read, so that its caller gets to the answer. */
const discardBytesMax = 1024 * 1024 * 1024;
const requestTimeoutMs = 120_000;
const headersTimeoutMs = 20_000;

/** @throws Fault `config.invalid` when the port is taken or the certificates cannot be used */
export async function startHttp(context: Context, options: HttpOptions): Promise<RunningHttp> {
  const { host, port, security, drainTimeoutMs, logger } = options;
  const mayCall = guard(security);
  const listener: RequestListener = (request, response) => void serve(request, response, context, options, mayCall);
  const server = createFor(security, listener);
  server.requestTimeout = requestTimeoutMs;
  server.headersTimeout = headersTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `Cannot listen on ${host}:${port}. Choose another port or stop what listens there.`;
      reject(new Fault('config.invalid', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = `${host}:${(server.address() as AddressInfo).port}`;
  logger.info({ http: address, security: security.kind }, 'listening');
  let closed: Promise<void> | undefined;
  return { address, [Symbol.asyncDispose]: () => (closed ??= close(server, drainTimeoutMs)) };
}

function createFor(security: ServiceSecurity, listener: RequestListener): Server | TlsServer {
  if (security.kind !== 'mtls') return createServer(listener);
  const certificates = certificatesOf(security);
  const own = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
  const server = createTlsServer({ ...certificates.pems, ...own }, listener);
  const unwatch = certificates.watch((pems) => server.setSecureContext({ ...pems, ...own }));
  return server.once('close', unwatch);
}

function close(server: Server | TlsServer, drainTimeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const abort = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(abort);
      resolve();
    });
    server.closeIdleConnections();
  });
}

type Guard = (header: string | undefined) => boolean;

function guard(security: ServiceSecurity): Guard {
  if (security.kind !== 'token') return () => true;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = [security.token, ...(security.otherTokens ?? [])].map((token) => digest(`Bearer ${token.reveal()}`));
  return (header) => {
    const given = digest(header ?? '');
    return expected.filter((one) => timingSafeEqual(one, given)).length > 0;
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  options: HttpOptions,
  mayCall: Guard,
): Promise<void> {
  const { logger, requestBytesMax } = options;
  // Who broke off is told by 'close'.
  request.on('error', () => undefined);
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) gone.abort(new DOMException('The caller left.', 'AbortError'));
  });
  try {
    const path = pathOf(request.url ?? '');
    if (!isOpen(path) && !mayCall(request.headers.authorization)) {
      const text = 'This service takes calls of its neighbours alone. Give caller and service the same SERVICE_TOKEN.';
      throw new Fault('service.unauthenticated', text);
    }
    const asked: Asked = {
      ...{ method: request.method ?? '', path, headers: request.headers, signal: gone.signal },
      body: () => readBody(request, requestBytesMax),
    };
    const answer = await route(asked, context);
    // A body that no operation reads would stand before the next request of the connection.
    if (!request.readableEnded) request.resume();
    send(response, answer);
  } catch (thrown) {
    const fault = toFault(thrown);
    if (fault.kind === 'internal')
      logger.error({ path: request.url, err: fault.cause ?? fault, detail: fault.detail }, 'request failed');
    else logger.debug({ path: request.url, code: fault.code, field: fault.field }, 'request refused');
    if (response.destroyed) return;
    discard(request, response);
    const retry = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
    const headers = { 'content-type': 'application/json', ...retry };
    send(response, { status: statusOf(fault), headers, parts: [Buffer.from(JSON.stringify(errorBody(fault)))] });
  }
}

/** Reads on without keeping anything: who still sends does not listen yet. */
function discard(request: IncomingMessage, response: ServerResponse): void {
  if (request.readableEnded) return;
  response.setHeader('connection', 'close');
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > discardBytesMax) request.destroy();
  });
  request.resume();
}

function pathOf(url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  try {
    const parts = path.split('/').filter((part) => part !== '');
    return path.includes('%') ? parts.map(decodeURIComponent) : parts;
  } catch {
    throw new Fault('request.notFound', 'Not Found: the address is not a valid URL.');
  }
}

function send(response: ServerResponse, { status, headers, parts }: Answer): void {
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  response.writeHead(status, { ...headers, 'content-length': length });
  // One write where it is small: a packet instead of two.
  if (parts.length === 1) response.end(parts[0]);
  else if (length < 64 * 1024) response.end(Buffer.concat(parts, length));
  else {
    for (const part of parts) response.write(part);
    response.end();
  }
}
