import { z } from 'zod';
import { followEvents, listEvents } from '../../editing/events.ts';
import { eventSchema, eventToJson } from '../../schemas/event.ts';
import { getSession } from '../../store/sessions.ts';
import { problems, sessionParams } from '../replies.ts';
import { signalOf } from '../signal.ts';
import { writeEventStream } from '../sse.ts';
import type { HttpApp, HttpScope } from '../types.ts';

const cursor = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

const pageSchema = z
  .object({
    events: z.array(eventSchema),
    nextAfter: z.int().describe('Ask again with ?after= this to go on.'),
  })
  .meta({ id: 'EventPage' });

export function eventRoutes(app: HttpApp, { stopping }: HttpScope): void {
  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/events',
    exposeHeadRoute: false,
    config: { scope: 'read' },
    schema: {
      operationId: 'streamEvents',
      summary: 'The log of a session, as a live event stream or, with Accept: application/json, as one page.',
      description:
        'text/event-stream: id is the sequence number, event the type, data the event as JSON. A reader that comes ' +
        'back with Last-Event-ID (or ?after=) misses nothing and sees nothing twice.',
      params: sessionParams,
      querystring: z.object({ after: cursor.default(0).describe('Only events with a greater sequence number.') }),
      headers: z.object({ 'last-event-id': cursor.optional(), accept: z.string().default('text/event-stream') }),
      produces: ['text/event-stream', 'application/json'],
      response: { 200: pageSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { sessionId } = request.params;
      const afterSequence = request.headers['last-event-id'] ?? request.query.after;
      if (wantsJson(request.headers.accept)) {
        const events = (await listEvents(request.caller, sessionId, afterSequence)).map(eventToJson);
        return reply.send({ events, nextAfter: events.at(-1)?.sequence ?? afterSequence });
      }
      // A missing session is a problem document; once the stream has begun there is no status to set.
      await getSession(request.caller.store, sessionId);
      const signal = AbortSignal.any([signalOf(reply), stopping]);
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-request-id': request.id,
        // The stream is the connection's last answer, so a server that stops need not wait for the client.
        connection: 'close',
      });
      try {
        await writeEventStream(reply.raw, followEvents(request.caller, sessionId, afterSequence, signal), signal);
      } catch (error) {
        request.log.error({ err: error, requestId: request.id }, 'event stream broke off');
        reply.raw.destroy();
      }
      return reply;
    },
  });
}

function wantsJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes('text/event-stream');
}
