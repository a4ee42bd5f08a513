/** The public gRPC API: each RPC is one use-case behind the API key. Event streams end when `stopping` aborts. */
import type { CallContext, Implementation } from '@safelight/service-kit';
import { implement } from '@safelight/service-kit';
import type { StreamEventsRequest, StreamEventsResponse } from '@safelight/wire';
import { editingContract } from '@safelight/wire';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Scope } from '../auth/identity.ts';
import type { CallerContext, GatewayContext } from '../context.ts';
import { followEvents } from '../editing/events.ts';
import { idempotencyKey } from '../editing/idempotency.ts';
import { createPhoto } from '../editing/photos.ts';
import { getRecipe, renderSession } from '../editing/recipe.ts';
import { createSession } from '../editing/sessions.ts';
import { createTurn } from '../editing/turns.ts';
import { authenticate } from './auth.ts';

/** Quality of the pictures that the RPC renders; its request names none. */
const quality = 92;

export function editingService(
  context: GatewayContext,
  authenticator: Authenticator,
  stopping: AbortSignal,
): Implementation {
  const guarded =
    <Request, Response>(
      scope: Scope,
      handler: (caller: CallerContext, request: Request, call: CallContext) => Promise<Response>,
    ) =>
    async (request: Request, call: CallContext): Promise<Response> =>
      handler(await authenticate(context, authenticator, scope, call), request, call);

  async function* streamEvents(request: StreamEventsRequest, call: CallContext): AsyncGenerator<StreamEventsResponse> {
    const caller = await authenticate(context, authenticator, 'read', call);
    const signal = AbortSignal.any([call.signal, stopping]);
    const events = followEvents(caller, request.sessionId, request.afterSequence, signal);
    for await (const event of events) yield { event };
  }

  return implement(editingContract, {
    createPhoto: guarded('edit', async (caller, request, call) => ({
      photo: await createPhoto(caller, request, call.signal),
    })),
    createSession: guarded('edit', (caller, request, call) =>
      createSession(caller, request, idempotencyKey(call.metadata.get('idempotency-key'), 'sessions.create', request)),
    ),
    createTurn: guarded('edit', (caller, request, call) =>
      createTurn(
        caller,
        request,
        idempotencyKey(call.metadata.get('idempotency-key'), `turns.create:${request.sessionId}`, request),
      ),
    ),
    streamEvents,
    getRecipe: guarded('read', (caller, request, call) => getRecipe(caller, request.sessionId, call.signal)),
    render: guarded('read', async (caller, { sessionId, longEdgeMaxPixels }, call) => ({
      image: await renderSession(caller, sessionId, { longEdgeMaxPixels, format: 'jpeg', quality }, call.signal),
    })),
  });
}
