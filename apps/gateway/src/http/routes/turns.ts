import { limits } from '@safelight/core';
import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { getTrajectory } from '../../editing/trajectory.ts';
import { reviseTurn } from '../../editing/reviseTurn.ts';
import { cancelTurn, createTurn, getTurn } from '../../editing/turns.ts';
import { gatewayLimits } from '../../limits.ts';
import { stepRevisionSchema } from '../../schemas/event.ts';
import { trajectorySchema, usageSchema } from '../../schemas/trajectory.ts';
import { problems, sessionParams } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { changedRecipeJson, changedRecipeSchema } from './changedRecipe.ts';
import { turnSummaryJson, turnSummarySchema } from './turnJson.ts';
import { turnOptionsShape } from './turnOptions.ts';

const turnParams = sessionParams.extend({ turnId: z.string().max(64) });
const turnSchema = turnSummarySchema
  .extend({ stepsDone: z.int().describe('Of all candidates and rounds.'), usage: usageSchema })
  .meta({ id: 'TurnDetail' });
export function turnRoutes(app: HttpApp): void {
  const turnJson = async (caller: CallerContext, sessionId: string, turnId: string) => {
    const turn = await getTurn(caller, sessionId, turnId);
    return { ...turnSummaryJson(turn), stepsDone: turn.stepsDone, usage: turn.usage };
  };

  app.route({
    method: 'POST',
    url: '/v1/sessions/:sessionId/turns',
    config: { scope: 'edit' },
    schema: {
      operationId: 'createTurn',
      summary: 'Ask for an edit in plain words; it runs on, followed by the events of the session.',
      params: sessionParams,
      body: z.object({
        instruction: z
          .string()
          .describe(`What the photo should look like, at most ${limits.instructionLengthChars} characters.`),
        ...turnOptionsShape,
      }),
      response: { 202: turnSchema, ...problems },
    },
    handler: async ({ params: { sessionId }, body, caller, idempotency: key }, reply) => {
      const { instruction, ...options } = body;
      const { turnId } = await createTurn(caller, { sessionId, instruction, options }, key);
      return reply
        .code(202)
        .header('location', `/v1/sessions/${sessionId}/turns/${turnId}`)
        .send(await turnJson(caller, sessionId, turnId));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/turns/:turnId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getTurn',
      summary: 'How far a turn is, its scores, or why it failed.',
      params: turnParams,
      response: { 200: turnSchema, ...problems },
    },
    handler: async ({ params, caller }) => turnJson(caller, params.sessionId, params.turnId),
  });

  app.route({
    method: 'POST',
    url: '/v1/sessions/:sessionId/turns/:turnId/cancel',
    config: { scope: 'edit', idempotent: false },
    schema: {
      operationId: 'cancelTurn',
      summary: 'Stop a turn; what it has done stays in its trajectory, and the recipe is as before it.',
      description: 'A turn that waits ends at once, one that runs at its next safe point. Asking again does nothing.',
      params: turnParams,
      response: { 202: turnSchema, ...problems },
    },
    handler: async ({ params: { sessionId, turnId }, caller }, reply) => {
      await cancelTurn(caller, sessionId, turnId);
      return reply.code(202).send(await turnJson(caller, sessionId, turnId));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/sessions/:sessionId/turns/:turnId/revisions',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'reviseTurn',
      summary: 'Reject or replace steps of a turn by hand; the others are done again from where it began.',
      description:
        'Name every step that is not to stand as the agent made it: earlier revisions do not count. The result becomes ' +
        'the recipe of the session, and the next turn begins with it.',
      params: turnParams,
      body: z.object({
        candidate: z
          .int()
          .min(0)
          .max(limits.candidatesMax - 1)
          .nullable()
          .default(null)
          .describe('Counted from 0; null = the winner.'),
        revisions: z.array(stepRevisionSchema).min(1).max(limits.stepsPerTrajectoryMax),
      }),
      response: { 200: changedRecipeSchema, ...problems },
    },
    handler: async ({ params: { sessionId, turnId }, body, caller, idempotency: key }, reply) => {
      const changed = await reviseTurn(caller, sessionId, turnId, body, { key, signal: signalOf(reply) });
      return reply.send(changedRecipeJson(changed));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/turns/:turnId/trajectory',
    config: { scope: 'read' },
    schema: {
      operationId: 'getTrajectory',
      summary: 'Every step of one candidate: thought, calls, picture, measurements, scores, rounds.',
      params: turnParams,
      querystring: z.object({
        candidate: z.coerce
          .number()
          .int()
          .min(0)
          .max(limits.candidatesMax - 1)
          .optional()
          .describe('Counted from 0; default: the winner, the first one while the turn runs.'),
      }),
      response: { 200: trajectorySchema, ...problems },
    },
    handler: async ({ params: { sessionId, turnId }, query, caller }, reply) => {
      const trajectory = await getTrajectory(caller, sessionId, turnId, query.candidate ?? null);
      return reply.send(trajectory as z.output<typeof trajectorySchema>);
    },
  });
}
