import { z } from 'zod';
import type { TurnSummary } from '../../editing/turns.ts';
import { turnOptionsSchema } from '../../schemas/event.ts';
import { finishSchema, scoresSchema } from '../../schemas/trajectory.ts';
import { failureJson, failureShape } from './jobJson.ts';

export const turnSummarySchema = z
  .object({
    id: z.string(),
    sessionId: z.string(),
    instruction: z.string(),
    ...turnOptionsSchema.shape,
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled', 'expired']),
    attempt: z.int().describe('How often a runner has taken the turn.'),
    createdAt: z.iso.datetime(),
    scores: scoresSchema.nullable().describe("The evaluator's scores."),
    finish: finishSchema.nullable(),
    failure: z.object(failureShape).nullable().describe('Why the turn failed.'),
  })
  .meta({ id: 'Turn' });

export function turnSummaryJson(turn: TurnSummary): z.output<typeof turnSummarySchema> {
  const { failure, finish, options, ...summary } = turn;
  return {
    ...summary,
    ...options,
    createdAt: turn.createdAt.toISOString(),
    finish: finish === null ? null : { ...finish, notDone: [...finish.notDone], missed: [...finish.missed] },
    failure: failureJson(failure),
  };
}
