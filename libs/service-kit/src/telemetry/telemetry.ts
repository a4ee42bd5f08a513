/** Traces and metrics of a service, around its whole life. */
import { createServer } from 'node:http';
import { Fault } from '@safelight/core';
import type { Logger } from '../logger.ts';
import { prometheusText } from '../metrics.ts';
import { startTracing } from './start.ts';
import type { TelemetrySettings } from './variables.ts';

interface Told {
  /** Name of the service, in its traces. */
  readonly name: string;
  readonly telemetry: TelemetrySettings;
  readonly logger: Logger;
}

/** Starts what tells of a service, then the service; disposing ends them in reverse. */
export async function withTelemetry(
  { name, telemetry: { traces, metrics }, logger }: Told,
  start: () => Promise<AsyncDisposable>,
): Promise<AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  if (traces !== null) {
    opening.use(await startTracing({ service: name, ...traces }));
    logger.info({ endpoint: traces.endpoint, ratio: traces.ratio }, 'traces are sent');
  }
  if (metrics !== null) opening.use(await serveMetrics({ ...metrics, logger }));
  opening.use(await start());
  return opening.move();
}

/** `/metrics` alone, for a service that speaks no HTTP otherwise. @throws Fault `config.invalid` when the port is taken */
export async function serveMetrics({
  host,
  port,
  logger,
}: {
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
}): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    prometheusText().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error: unknown) => {
        logger.error({ err: error }, 'metrics could not be told');
        response.writeHead(500).end();
      },
    );
  });
  const { promise: listens, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (cause) => {
    const message = `Cannot listen on ${host}:${port} for metrics. Set METRICS_PORT to another port.`;
    reject(new Fault('config.invalid', message, { field: 'METRICS_PORT', cause }));
  });
  server.listen(port, host, resolve);
  await listens;
  const bound = server.address();
  const url = `http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}/metrics`;
  logger.info({ metrics: url }, 'metrics are served');
  return {
    url,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
