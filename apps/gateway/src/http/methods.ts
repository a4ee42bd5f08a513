import { Fault } from '@safelight/core';
import type { HTTPMethods } from 'fastify';
import type { HttpApp } from './types.ts';

const known: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers 405 with `Allow` for an address that exists under another method. Call it before the routes are added. */
export function answerOtherMethods(app: HttpApp): { addRoutes(): void } {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set<string>();
    methodsOf.set(url, methods);
    for (const one of [method].flat()) methods.add(one);
  });
  return {
    addRoutes() {
      for (const [url, methods] of [...methodsOf]) {
        const allow = [...methods].sort().join(', ');
        const method = known.filter((one) => !methods.has(one));
        app.route({
          method,
          url,
          schema: { hide: true },
          // Before the body is read: whatever it is, it is not wanted here.
          onRequest: async (request, reply) => {
            void reply.header('allow', allow);
            throw new Fault('request.methodNotAllowed', `${request.method} is not possible here. Use ${allow}.`);
          },
          handler: async () => undefined,
        });
      }
    },
  };
}
