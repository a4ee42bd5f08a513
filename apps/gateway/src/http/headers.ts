/** What every answer says to browsers, and which of their origins may ask. */
import type { FastifyReply } from 'fastify';
import type { HttpApp } from './types.ts';

export interface EdgeOptions {
  /** Whether a proxy in front speaks TLS: then browsers are told to use nothing else. Default false. */
  readonly behindTls?: boolean;
  /** Origins (`https://studio.example`) whose pages may call the API; `*` for all. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustedProxies?: readonly string[];
}

/** An answer is data: a browser that is led to open one as a page must run nothing of it. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Content-Security-Policy': dataPolicy,
} as const;
/** Two years, as browsers' preload lists ask for. */
const transportPolicy = 'max-age=63072000; includeSubDomains';

const exposed =
  'ETag, Location, Content-Disposition, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id';
const preflightAgeSeconds = '600';

/** Call it before everything else, so that no answer lacks them. Headers are set on the raw answer: streams bypass replies. */
export function addHeaders(app: HttpApp, { behindTls = false, corsOrigins = [] }: EdgeOptions): void {
  const headers = Object.entries({ ...always, ...(behindTls ? { 'Strict-Transport-Security': transportPolicy } : {}) });
  const origins = new Set(corsOrigins);
  app.addHook('onRequest', async (request, reply) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    reply.raw.setHeader('X-Request-Id', request.id);
    if (origins.size === 0) return undefined;
    reply.raw.setHeader('Vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !(origins.has(origin) || origins.has('*'))) return undefined;
    reply.raw.setHeader('Access-Control-Allow-Origin', origin);
    reply.raw.setHeader('Access-Control-Expose-Headers', exposed);
    const method = request.headers['access-control-request-method'];
    if (request.method !== 'OPTIONS' || method === undefined) return undefined;
    return answerPreflight(reply, request.headers['access-control-request-headers'] ?? '');
  });
}

/** Keys travel in headers and never in cookies, so an allowed origin may send any header. */
function answerPreflight(reply: FastifyReply, asked: string): FastifyReply {
  const names = asked.split(',').map((name) => name.trim());
  const allowed = names.filter((name) => /^[\w-]{1,64}$/.test(name)).slice(0, 32);
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', allowed.join(', '))
    .header('access-control-max-age', preflightAgeSeconds)
    .send();
}
