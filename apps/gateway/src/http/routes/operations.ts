/** What needs no key: health, metrics, the description of the API and of its problems. */
import { Fault, faultCatalogue, isFaultCode } from '@safelight/core';
import { prometheusText } from '@safelight/service-kit';
import { z } from 'zod';
import type { ApiDocument } from '../docs/document.ts';
import { docsPage } from '../docs/page.ts';
import { landingPage } from '../landing.ts';
import { sendPage } from '../page.ts';
import type { ReadyPage } from '../page.ts';
import { statusOf } from '../problems.ts';
import type { HttpApp, HttpScope } from '../types.ts';

/** What waits for the bus lies in the database: an API without it is better than none. */
const dispensable = 'bus';

export function operationRoutes(
  app: HttpApp,
  { stopping }: HttpScope,
  isReady: () => Promise<Readonly<Record<string, boolean>>>,
): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => sendPage(reply, landingPage));

  // Made once: the routes do not change while the server runs.
  let docs: ReadyPage | undefined;
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) =>
    sendPage(reply, (docs ??= docsPage(app.swagger() as unknown as ApiDocument))),
  );

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());

  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        summary: 'The process lives.',
        security: [],
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  const readiness = z.object({
    ready: z.boolean(),
    degraded: z
      .boolean()
      .describe('Requests are answered, but something that they can do without for a while is away.'),
    services: z.record(z.string(), z.boolean()),
  });
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'Whether every service that requests need answers.',
        security: [],
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const services = await isReady();
      const away = Object.keys(services).filter((name) => services[name] !== true);
      const ready = !stopping.aborted && away.every((name) => name === dispensable);
      return reply.code(ready ? 200 : 503).send({ ready, degraded: ready && away.length > 0, services });
    },
  );

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await prometheusText()),
  );

  app.get(
    '/problems/:code',
    { schema: { hide: true, params: z.object({ code: z.string().max(64) }) } },
    async (request, reply) => {
      const { code } = request.params;
      if (!isFaultCode(code)) throw new Fault('request.notFound', `"${code}" is no code of this server.`);
      const { title, retryable } = faultCatalogue[code];
      const retry = retryable
        ? 'The same request can succeed later.'
        : 'The same request will fail again; change it first.';
      const text = `${code} (HTTP ${statusOf(code)})\n\n${title}.\n${retry}\nMore in docs/failures.md of the source.\n`;
      return reply.type('text/plain; charset=utf-8').send(text);
    },
  );
}
