/**
 * Every POST takes an `Idempotency-Key`, unless its route says that it creates nothing: a new route cannot forget it.
 *
 * As in the IETF draft (draft-ietf-httpapi-idempotency-key-header-07): the same key with the same payload gets the first
 * answer, another payload 422, and 409 while the first is still being answered. Answers are kept for 24 hours, refusals
 * (4xx) too; what may go well at the next try is not kept: 5xx, 408, 409, 425 and 429. A request that fails validation
 * was never begun and takes no key.
 */
import { sha256 } from '@safelight/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keyOf } from '../auth/apiKey.ts';
import { beginOnce, idempotencyKey } from '../editing/idempotency.ts';
import type { Pending } from '../editing/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import type { HttpApp } from './types.ts';
import { readParts } from './upload.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** For `once`: null when the caller sent no key. */
    idempotency: IdempotencyKey | null;
  }
  interface FastifyContextConfig {
    /** False for a POST that creates nothing and costs nothing: repeating it does no harm. */
    idempotent?: false;
  }
}

const keyHeader = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe(
    'Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one.',
  );

/** Call it before the routes are added. */
export function answerOnce(app: HttpApp): void {
  const pending = new WeakMap<FastifyRequest, Pending>();
  app.decorateRequest('idempotency', null);
  app.addHook('onRoute', (route) => {
    if (![route.method].flat().includes('POST') || route.config?.idempotent === false) return;
    const { headers } = route.schema ?? {};
    // Loose: what the schema does not name must stay, the body's type among it.
    const known = headers instanceof z.ZodObject ? headers : z.object({});
    route.schema = { ...route.schema, headers: known.extend({ 'idempotency-key': keyHeader }).loose() };
  });
  app.addHook('preHandler', async (request, reply) => {
    const key = await keyOfRequest(request);
    if (key === null) return;
    request.idempotency = key;
    const { authorization, 'x-api-key': apiKey } = request.headers;
    const secret = keyOf({ authorization, apiKey: typeof apiKey === 'string' ? apiKey : undefined }) ?? '';
    const begun = await beginOnce(request.caller, key, secret);
    if ('answer' in begun) return replay(reply, begun.answer);
    pending.set(request, begun.pending);
    // Also when no answer was ever sent.
    reply.raw.once('close', () => begun.pending[Symbol.dispose]());
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const mine = pending.get(request);
    if (mine === undefined) return;
    pending.delete(request);
    const body = payload ?? '';
    if (typeof body === 'string' && isKept(reply.statusCode)) await mine.settle(writeAnswer(reply, body));
    else await mine.release();
  });
}

const retried: ReadonlySet<number> = new Set([408, 409, 425, 429]);

function isKept(status: number): boolean {
  return status < 499 && !retried.has(status);
}

/** The key of a request, over the bytes of its payload. */
async function keyOfRequest(request: FastifyRequest): Promise<IdempotencyKey | null> {
  const { method, routeOptions, headers, query } = request;
  if (method !== 'POST' || routeOptions.config.idempotent === false) return null;
  const sent = headers['idempotency-key'];
  if (typeof sent !== 'string') return null;
  const path = new URL(request.url, 'http://host').pathname;
  return idempotencyKey(sent, `POST ${path}`, { query, body: await payloadOf(request) });
}

async function payloadOf(request: FastifyRequest): Promise<unknown> {
  if (request.isMultipart()) {
    // Not the raw body: its boundary is another one each time.
    const { files, fields } = await readParts(request);
    return {
      fields: [...fields],
      files: files.map(({ name, fileName, data }) => ({ name, fileName, sha256: sha256(data) })),
    };
  }
  return request.body instanceof Buffer ? { sha256: sha256(request.body) } : (request.body ?? null);
}

const keptHeaders = ['content-type', 'location', 'preference-applied', 'etag'] as const;
const answerSchema = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

function writeAnswer(reply: FastifyReply, body: string): string {
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
  return JSON.stringify({ status: reply.statusCode, headers, body } satisfies z.output<typeof answerSchema>);
}

function replay(reply: FastifyReply, answer: string): FastifyReply {
  const { status, headers, body } = answerSchema.parse(JSON.parse(answer));
  return reply
    .code(status)
    .headers({ ...headers, 'idempotent-replayed': 'true' })
    .serializer((text: string) => text)
    .send(body);
}
