/** A span for each request of the API, under the one that its caller names. */
import { beginSpan } from '@safelight/service-kit/tracing';
import type { Span } from '@safelight/service-kit';
import type { FastifyRequest } from 'fastify';
import type { HttpApp } from './types.ts';

/** Health and metrics are asked for every few seconds and tell nothing in a trace. */
const tracedPaths = '/v1/';

/** Call it before the routes are added. */
export function traceRequests(app: HttpApp): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', async (request) => {
    const { url: route = 'none' } = request.routeOptions;
    if (!route.startsWith(tracedPaths)) return;
    const { method, id } = request;
    const { traceparent } = request.headers;
    const attributes = { 'http.request.method': method, 'http.route': route, 'safelight.request': id };
    const parent = typeof traceparent === 'string' ? traceparent : undefined;
    spans.set(request, beginSpan(`${method} ${route}`, { kind: 'server', parent, attributes }));
  });
  // Not earlier: reading the body leaves the context that a hook before it has entered.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
  app.addHook('onResponse', async (request, { statusCode }) => {
    const span = spans.get(request);
    span?.set({ 'http.response.status_code': statusCode });
    span?.end(statusCode < 500 ? 'ok' : `status ${statusCode}`);
  });
}
