/** The public gRPC API: each RPC is one use-case behind the API key. Event streams end when `stopping` aborts. */
import type { CallContext, Implementation } from '@safelight/service-kit';
import { implement } from '@safelight/service-kit';
import type { StreamEventsRequest, StreamEventsResponse } from '@safelight/wire';
import { editingContract } from '@safelight/wire';
import type { GatewayContext } from '../context.ts';
import { followEvents } from '../editing/events.ts';
import { idempotencyKey } from '../editing/idempotency.ts';
import { createPhoto } from '../editing/photos.ts';
import { getRecipe, renderSession } from '../editing/recipe.ts';
import { createSession } from '../editing/sessions.ts';
import { createTurn } from '../editing/turns.ts';
import { authenticate } from './auth.ts';

/** Quality of the pictures that the RPC renders; its request names none. */
const quality = 92;

export function editingService(context: GatewayContext, apiKey: string, stopping: AbortSignal): Implementation {
  const guarded =
    <Request, Response>(handler: (request: Request, call: CallContext) => Promise<Response>) =>
    async (request: Request, call: CallContext): Promise<Response> => {
      authenticate(apiKey, call);
      return handler(request, call);
    };

  async function* streamEvents(request: StreamEventsRequest, call: CallContext): AsyncGenerator<StreamEventsResponse> {
    authenticate(apiKey, call);
    const signal = AbortSignal.any([call.signal, stopping]);
    const events = followEvents(context, request.sessionId, request.afterSequence, signal);
    for await (const event of events) yield { event };
  }

  return implement(editingContract, {
    createPhoto: guarded(async (request, call) => ({ photo: await createPhoto(context, request, call.signal) })),
    createSession: guarded((request, call) =>
      createSession(context, request, idempotencyKey(call.metadata.get('idempotency-key'), 'sessions.create', request)),
    ),
    createTurn: guarded((request, call) =>
      createTurn(
        context,
        request,
        idempotencyKey(call.metadata.get('idempotency-key'), `turns.create:${request.sessionId}`, request),
      ),
    ),
    streamEvents,
    getRecipe: guarded((request, call) => getRecipe(context, request.sessionId, call.signal)),
    render: guarded(async ({ sessionId, longEdgeMaxPixels }, call) => ({
      image: await renderSession(context, sessionId, { longEdgeMaxPixels, format: 'jpeg', quality }, call.signal),
    })),
  });
}
