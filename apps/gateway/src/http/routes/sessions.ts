import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { deleteSession } from '../../editing/deleteSession.ts';
import { getReport } from '../../editing/report.ts';
import { createSession, getSession, listSessions } from '../../editing/sessions.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems, sendBytes, sessionParams } from '../replies.ts';
import { turnSummaryJson, turnSummarySchema } from './turnJson.ts';
import type { HttpApp } from '../types.ts';

const branchSchema = z
  .object({ sessionId: z.string().max(64), sequence: z.int().min(1).describe('An event that shows a recipe.') })
  .meta({ id: 'SessionState', description: 'An event of a session that a recipe can be taken from.' });

const sessionSchema = z
  .object({
    id: z.string(),
    photoId: z.string(),
    state: z.enum(['idle', 'running']).describe('running while a turn waits or runs'),
    createdAt: z.iso.datetime(),
    lastSequence: z.int().describe('Sequence number of the newest event.'),
    branchOf: branchSchema.nullable().describe('Where it began, when that was not the photo as it was taken.'),
    turns: z.array(turnSummarySchema),
  })
  .meta({ id: 'Session' });
const entrySchema = sessionSchema.omit({ turns: true }).meta({ id: 'SessionEntry' });

export function sessionRoutes(app: HttpApp): void {
  const sessionJson = async (caller: CallerContext, sessionId: string) => {
    const session = await getSession(caller, sessionId);
    return { ...session, createdAt: session.createdAt.toISOString(), turns: session.turns.map(turnSummaryJson) };
  };

  app.route({
    method: 'POST',
    url: '/v1/sessions',
    config: { scope: 'edit' },
    schema: {
      operationId: 'createSession',
      summary: 'Open a conversation about one photo, or branch one from any state of another.',
      body: z.union([
        z.strictObject({ photoId: z.string().max(64) }),
        z.strictObject({
          branchOf: branchSchema.describe('Begin with the recipe that stood there, on the same photo.'),
        }),
      ]),
      response: { 201: sessionSchema, ...problems },
    },
    handler: async ({ body, caller, idempotency: key }, reply) => {
      const { sessionId } = await createSession(caller, body, key);
      return reply
        .code(201)
        .header('location', `/v1/sessions/${sessionId}`)
        .send(await sessionJson(caller, sessionId));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions',
    config: { scope: 'read' },
    schema: {
      operationId: 'listSessions',
      summary: 'All sessions without their turns, newest first.',
      querystring: pageQuery,
      response: {
        200: z.object({ sessions: z.array(entrySchema), nextPageToken }).meta({ id: 'SessionPage' }),
        ...problems,
      },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listSessions(caller, query);
      return { sessions: rows.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() })), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getSession',
      summary: 'The state of a session and its turns.',
      params: sessionParams,
      response: { 200: sessionSchema, ...problems },
    },
    handler: async ({ params, caller }) => sessionJson(caller, params.sessionId),
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/report',
    config: { scope: 'read' },
    schema: {
      operationId: 'getReport',
      summary: 'A finished turn as a page for people: one HTML file that loads nothing.',
      description:
        'Before and after, the steps with their reasons and figures, other candidates, reflections, scores, settings, ' +
        'and the turns before it.',
      params: sessionParams,
      querystring: z.object({
        turnId: z.string().max(64).optional().describe('Left out: the newest turn that has finished.'),
      }),
      produces: ['text/html'],
      response: problems,
    },
    handler: async ({ params: { sessionId }, query: { turnId = null }, caller }, reply) => {
      const { html, contentSecurityPolicy, fileName } = await getReport(caller, sessionId, turnId);
      void reply.header('content-security-policy', contentSecurityPolicy).header('cache-control', 'private, no-store');
      return sendBytes(reply, { data: Buffer.from(html), mediaType: 'text/html; charset=utf-8', fileName });
    },
  });

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
