import { limits } from '@safelight/core';
import { z } from 'zod';
import { idempotencyKey } from '../../editing/idempotency.ts';
import { getTrajectory } from '../../editing/trajectory.ts';
import { createTurn, getTurn } from '../../editing/turns.ts';
import { trajectorySchema } from '../../schemas/trajectory.ts';
import { idempotencyHeaders, problems, sessionParams } from '../replies.ts';
import type { HttpApp, HttpScope } from '../types.ts';
import { turnSummaryJson, turnSummarySchema } from './turnJson.ts';

const turnParams = sessionParams.extend({ turnId: z.string().max(64) });
const turnSchema = turnSummarySchema.extend({ stepsDone: z.int() }).meta({ id: 'TurnDetail' });
const seedMax = 2 ** 32 - 1;

export function turnRoutes(app: HttpApp, { context }: HttpScope): void {
  const turnJson = async (sessionId: string, turnId: string) => {
    const turn = await getTurn(context, sessionId, turnId);
    return { ...turnSummaryJson(turn), stepsDone: turn.stepsDone };
  };

  app.route({
    method: 'POST',
    url: '/v1/sessions/:sessionId/turns',
    schema: {
      operationId: 'createTurn',
      summary: 'Ask for an edit in plain words; it runs on, followed by the events of the session.',
      headers: idempotencyHeaders,
      params: sessionParams,
      body: z.object({
        instruction: z
          .string()
          .describe(`What the photo should look like, at most ${limits.instructionLengthChars} characters.`),
        stepsMax: z.int().min(1).max(limits.stepsPerTurnMax).default(limits.stepsPerTurnDefault),
        seed: z
          .int()
          .min(0)
          .max(seedMax)
          .default(0)
          .describe('Another seed may give another edit; the same one repeats it.'),
      }),
      response: { 202: turnSchema, ...problems },
    },
    handler: async ({ params: { sessionId }, body, headers }, reply) => {
      const key = idempotencyKey(headers['idempotency-key'], `turns.create:${sessionId}`, body);
      const { turnId } = await createTurn(context, { sessionId, ...body }, key);
      return reply
        .code(202)
        .header('location', `/v1/sessions/${sessionId}/turns/${turnId}`)
        .send(await turnJson(sessionId, turnId));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/turns/:turnId',
    schema: {
      operationId: 'getTurn',
      summary: 'How far a turn is, its scores, or why it failed.',
      params: turnParams,
      response: { 200: turnSchema, ...problems },
    },
    handler: async ({ params }) => turnJson(params.sessionId, params.turnId),
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/turns/:turnId/trajectory',
    schema: {
      operationId: 'getTrajectory',
      summary: 'Every step of the turn: thought, calls, picture, measurements, scores.',
      params: turnParams,
      response: { 200: trajectorySchema, ...problems },
    },
    handler: async ({ params }, reply) =>
      reply.send((await getTrajectory(context, params.sessionId, params.turnId)) as z.output<typeof trajectorySchema>),
  });
}
