import { z } from 'zod';
import { emptyTrash } from '../../editing/keep.ts';
import { audit } from '../../store/audit.ts';
import { eraseSession } from '../../store/erasure.ts';
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
      await caller.store.write(async (unit) => {
        await eraseSession(unit, sessionId);
        await audit(unit, caller, 'session.deleted', sessionId);
      });
      // Bytes that cannot be deleted now are deleted by the next sweep.
      await emptyTrash(caller).catch(() => undefined);
      return reply.code(204).send(null);
    },
  });
}
