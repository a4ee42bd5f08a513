import type { SessionEvent, SessionEventBody, SessionEventType } from '@safelight/core';
import { z } from 'zod';
import { faultCodeSchema, recipeSchema, toolCallSchema } from './recipe.ts';
import {
  evaluationSchema,
  finishSchema,
  imageRefSchema,
  observationSchema,
  predictionSchema,
  scoresSchema,
  sha256Schema,
} from './trajectory.ts';

const body = <T extends SessionEventType, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

const turnId = z.string();

/** Every kind of event; a stored type that is not here is an error, never skipped. */
export const eventBodySchema = z.discriminatedUnion('type', [
  body('session.created', { photoSha256: sha256Schema }),
  body('turn.requested', { turnId, instruction: z.string(), stepsMax: z.int(), seed: z.int() }),
  body('turn.started', { turnId, attempt: z.int(), original: observationSchema }),
  body('step.decided', {
    turnId,
    step: z.int(),
    thought: z.string(),
    predictions: z.array(predictionSchema),
    calls: z.array(toolCallSchema),
  }),
  body('step.observed', { turnId, step: z.int(), observation: observationSchema }),
  body('turn.finishing', { turnId, finish: finishSchema }),
  body('turn.evaluated', { turnId, evaluation: evaluationSchema }),
  body('turn.finished', { turnId, recipe: recipeSchema, image: imageRefSchema, scores: scoresSchema }),
  body('turn.failed', { turnId, code: faultCodeSchema, message: z.string(), retryable: z.boolean() }),
]) satisfies z.ZodType<SessionEventBody>;

type Covered = z.output<typeof eventBodySchema>['type'];
/** Breaks the build when `libs/core` gains an event that the union above lacks. */
export const allEventTypesCovered: [SessionEventType] extends [Covered] ? true : never = true;

/** The REST form: as in `libs/core`, with the time as ISO 8601 text. */
export const eventSchema = z
  .object({
    sequence: z.int().min(1),
    sessionId: z.string(),
    time: z.iso.datetime(),
    body: eventBodySchema,
  })
  .meta({ id: 'SessionEvent', description: 'One entry of the session log.' });

export type EventJson = z.output<typeof eventSchema>;

export function eventToJson(event: SessionEvent): EventJson {
  const { sequence, sessionId, time, body: value } = event;
  return { sequence, sessionId, time: time.toISOString(), body: value as EventJson['body'] };
}
