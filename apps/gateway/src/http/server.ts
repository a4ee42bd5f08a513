/** The public REST API. Routes are thin: schema, use-case, answer. */
import multipart from '@fastify/multipart';
import { Fault, limits, newId } from '@safelight/core';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Authenticator } from '../auth/authenticate.ts';
import type { GatewayContext } from '../context.ts';
import { requestAnswered } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { trackConnections } from './connections.ts';
import { guard } from './guard.ts';
import { answerOnce } from './idempotency.ts';
import { addHeaders } from './headers.ts';
import type { EdgeOptions } from './headers.ts';
import { answerOtherMethods } from './methods.ts';
import { describeApi } from './openapi.ts';
import { sendProblem } from './problems.ts';
import { auditRoutes } from './routes/audit.ts';
import { batchRoutes } from './routes/batches.ts';
import { editRoutes } from './routes/edits.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { eventRoutes } from './routes/events.ts';
import { imageRoutes } from './routes/images.ts';
import { jobRoutes } from './routes/jobs.ts';
import { keyRoutes } from './routes/keys.ts';
import { operationRoutes } from './routes/operations.ts';
import { photoRoutes } from './routes/photos.ts';
import { presetRoutes } from './routes/presets.ts';
import { recipeFormatRoutes } from './routes/recipeFormats.ts';
import { recipeRoutes } from './routes/recipes.ts';
import { renderRoutes } from './routes/renders.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { tenantRoutes } from './routes/tenants.ts';
import { toolRoutes } from './routes/tools.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { turnRoutes } from './routes/turns.ts';
import { usageRoutes } from './routes/usage.ts';
import { traceRequests } from './spans.ts';
import type { HttpApp, HttpScope } from './types.ts';

export interface HttpOptions extends EdgeOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly authenticator: Authenticator;
  /** False: health and metrics alone, for a process that does not serve callers. */
  readonly api: boolean;
  /** Whether everything that a request may need answers now. */
  readonly isReady: () => Promise<Readonly<Record<string, boolean>>>;
}

export interface RunningHttp extends AsyncDisposable {
  /** `http://host:port`. */
  readonly baseUrl: string;
}

/** Serves the API; disposing it ends event streams, lets running requests finish, then closes. */
export async function startHttp(context: GatewayContext, options: HttpOptions): Promise<RunningHttp> {
  const stopping = new AbortController();
  const app = await buildHttp({ context, stopping: stopping.signal }, options);
  const connections = trackConnections(app.server);
  const baseUrl = await app.listen({ host: options.host, port: options.port }).catch((cause: unknown) => {
    const where = `${options.host}:${options.port}`;
    throw new Fault('config.invalid', `Cannot listen on ${where}. Choose another port or stop what listens there.`, {
      cause,
    });
  });
  return {
    baseUrl,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const closing = app.close();
      const drain = connections.end(gatewayLimits.drainTimeoutMs);
      await closing.finally(() => drain[Symbol.dispose]());
    },
  };
}

async function buildHttp(scope: HttpScope, options: HttpOptions): Promise<HttpApp> {
  const app: HttpApp = Fastify({
    loggerInstance: scope.context.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId('req'),
    bodyLimit: gatewayLimits.bodySizeBytes,
    requestTimeout: gatewayLimits.requestTimeoutMs,
    forceCloseConnections: 'idle',
    // Headers that trickle in hold a connection, not more; the time-out of the whole request allows for a large upload.
    http: { headersTimeout: gatewayLimits.headersTimeoutMs, connectionsCheckingInterval: 5_000 },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 128 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new Fault('request.notFound', 'Nothing is at this address. See /openapi.json for what is.'),
      request,
      reply,
    ),
  );
  addHeaders(app, options);
  traceRequests(app);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    requestAnswered(
      scope.context.logger,
      { id: request.id, method: request.method, route },
      reply.statusCode,
      reply.elapsedTime,
    );
  });
  const otherMethods = answerOtherMethods(app);
  await describeApi(app);
  await app.register(multipart, {
    limits: { fileSize: limits.photoSizeBytes, files: 2, fields: 4, fieldSize: gatewayLimits.bodySizeBytes, parts: 6 },
  });
  await app.register(async (open: HttpApp) => operationRoutes(open, scope, options.isReady));
  if (options.api) {
    await app.register(async (guarded: HttpApp) => {
      guard(guarded, scope.context, options.authenticator);
      answerOnce(guarded);
      for (const routes of v1Routes) await guarded.register(async (room: HttpApp) => routes(room, scope));
    });
  }
  otherMethods.addRoutes();
  await app.ready();
  return app;
}

const v1Routes: readonly ((app: HttpApp, scope: HttpScope) => void)[] = [
  photoRoutes,
  sessionRoutes,
  turnRoutes,
  eventRoutes,
  recipeRoutes,
  imageRoutes,
  recipeFormatRoutes,
  evaluationRoutes,
  editRoutes,
  renderRoutes,
  batchRoutes,
  presetRoutes,
  jobRoutes,
  toolRoutes,
  webhookRoutes,
  keyRoutes,
  usageRoutes,
  auditRoutes,
  tenantRoutes,
];
