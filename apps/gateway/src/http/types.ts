import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Scope } from '../auth/identity.ts';
import type { CallerContext, GatewayContext } from '../context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, with what is theirs; there on every guarded route. */
    caller: CallerContext;
  }
  interface FastifyContextConfig {
    /** What a key needs for this route; every guarded route names one. */
    scope?: Scope;
  }
}

/** The server as route files see it: requests and answers are typed by their zod schemas. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What route files need beside the app. */
export interface HttpScope {
  readonly context: GatewayContext;
  /** Aborts when the server begins to stop: event streams end then. */
  readonly stopping: AbortSignal;
}
