import { RateFault } from '../auth/rates.ts';
import { callerContext } from '../context.ts';
import type { CallerContext, GatewayContext } from '../context.ts';
import { requireScope } from '../auth/authenticate.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import { tellRates } from './limits/fields.ts';
import type { HttpApp } from './types.ts';

/**
 * Lets nobody into this room without a key that has the route's scope, nor more often than the plan allows. Call it before
 * the routes are added. It runs before a body is read or checked: who may not come in learns nothing of what is inside.
 */
export function guard(app: HttpApp, context: GatewayContext, authenticator: Authenticator): void {
  app.decorateRequest('caller', null as unknown as CallerContext);
  app.addHook('onRoute', (route) => {
    const scope = route.config?.scope;
    if (scope === undefined) throw new Error(`${String(route.method)} ${route.url} names no scope.`);
    route.schema = { ...route.schema, security: [{ bearer: [scope] }, { apiKey: [scope] }] };
  });
  app.addHook('onRequest', async (request, reply) => {
    const { authorization, 'x-api-key': apiKey } = request.headers;
    const credentials = { authorization, apiKey: typeof apiKey === 'string' ? apiKey : undefined };
    const { identity, rates } = await authenticator.admit(credentials, request.ip).catch((thrown: unknown) => {
      if (thrown instanceof RateFault) tellRates(reply, thrown.rates);
      throw thrown;
    });
    tellRates(reply, rates);
    const { scope } = request.routeOptions.config;
    if (scope !== undefined) requireScope(identity, scope);
    request.caller = callerContext(context, identity, request.id);
  });
}
