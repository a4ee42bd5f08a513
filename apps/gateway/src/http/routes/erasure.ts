import { z } from 'zod';
import { deleteSession } from '../../editing/deleteSession.ts';
import { problems, sessionParams } from '../replies.ts';
import type { HttpApp } from '../types.ts';

export function erasureRoutes(app: HttpApp): void {
  app.route({
    method: 'DELETE',
    url: '/v1/sessions/:sessionId',
    config: { scope: 'edit' },
    schema: {
      operationId: 'deleteSession',
      summary: 'Erase a session with its log, its sentences and its pictures; the photo stays.',
      description:
        'Not while a turn is under way. Branches of the session stay. Messages that webhooks and the bus already have ' +
        'are gone when their own retention ends.',
      params: sessionParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async ({ params: { sessionId }, caller }, reply) => {
      await deleteSession(caller, sessionId);
      return reply.code(204).send(null);
    },
  });
}
