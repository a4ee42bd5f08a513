import { z } from 'zod';
import { idempotencyKey } from '../../editing/idempotency.ts';
import { createSession, getSession } from '../../editing/sessions.ts';
import { idempotencyHeaders, problems, sessionParams } from '../replies.ts';
import { turnSummaryJson, turnSummarySchema } from './turnJson.ts';
import type { HttpApp, HttpScope } from '../types.ts';

const sessionSchema = z
  .object({
    id: z.string(),
    photoId: z.string(),
    state: z.enum(['idle', 'running']).describe('running while a turn waits or runs'),
    createdAt: z.iso.datetime(),
    lastSequence: z.int().describe('Sequence number of the newest event.'),
    turns: z.array(turnSummarySchema),
  })
  .meta({ id: 'Session' });

export function sessionRoutes(app: HttpApp, { context }: HttpScope): void {
  const sessionJson = async (sessionId: string) => {
    const session = await getSession(context, sessionId);
    return { ...session, createdAt: session.createdAt.toISOString(), turns: session.turns.map(turnSummaryJson) };
  };

  app.route({
    method: 'POST',
    url: '/v1/sessions',
    schema: {
      operationId: 'createSession',
      summary: 'Open a conversation about one photo.',
      headers: idempotencyHeaders,
      body: z.object({ photoId: z.string().max(64) }),
      response: { 201: sessionSchema, ...problems },
    },
    handler: async ({ body, headers }, reply) => {
      const key = idempotencyKey(headers['idempotency-key'], 'sessions.create', body);
      const { sessionId } = await createSession(context, body, key);
      return reply
        .code(201)
        .header('location', `/v1/sessions/${sessionId}`)
        .send(await sessionJson(sessionId));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId',
    schema: {
      operationId: 'getSession',
      summary: 'The state of a session and its turns.',
      params: sessionParams,
      response: { 200: sessionSchema, ...problems },
    },
    handler: async ({ params }) => sessionJson(params.sessionId),
  });
}
