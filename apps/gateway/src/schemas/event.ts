import type { SessionEvent, SessionEventBody, SessionEventType, TurnOptions } from '@safelight/core';
import { z } from 'zod';
import { faultCodeSchema, recipeSchema } from './recipe.ts';
import {
  comparisonSchema,
  decisionShape,
  evaluationSchema,
  finishSchema,
  imageRefSchema,
  observationSchema,
  scoresSchema,
  sha256Schema,
} from './trajectory.ts';

const body = <T extends SessionEventType, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

const turnId = z.string();
const candidate = z.int().min(0).describe('0 to G − 1 within the group of a turn.');
const round = z.int().min(0).describe('0 = editing, 1, 2 … = reflection.');
const failure = { code: faultCodeSchema, message: z.string(), retryable: z.boolean() };

export const turnOptionsSchema = z
  .object({
    stepsMax: z.int().describe('Steps of editing at most; each reflection may take as many again.'),
    seed: z.int(),
    candidates: z.int().min(1).describe('So many trajectories run, and the best one wins.'),
    reflectionsMax: z.int().min(0),
    scoreMin: z.number().describe('The agent reflects when the mean of its scores is lower.'),
    textOnly: z.boolean().describe('The agent decides from the original alone.'),
  })
  .meta({
    id: 'TurnOptions',
    description: 'What a turn may spend and how hard it tries.',
  }) satisfies z.ZodType<TurnOptions>;

/** Every kind of event; a stored type that is not here is an error, never skipped. */
export const eventBodySchema = z.discriminatedUnion('type', [
  body('session.created', { photoSha256: sha256Schema }),
  body('turn.requested', { turnId, instruction: z.string(), options: turnOptionsSchema }),
  body('turn.started', { turnId, attempt: z.int(), original: observationSchema }),
  body('turn.looked', { turnId, candidate, original: observationSchema }),
  body('step.decided', { turnId, candidate, step: z.int(), ...decisionShape }),
  body('step.observed', { turnId, candidate, step: z.int(), observation: observationSchema }),
  body('turn.finishing', { turnId, candidate, round, finish: finishSchema }),
  body('turn.evaluated', { turnId, candidate, round, evaluation: evaluationSchema, kept: z.boolean() }),
  body('candidate.failed', { turnId, candidate, ...failure }),
  body('turn.compared', { turnId, comparison: comparisonSchema }),
  body('turn.finished', { turnId, recipe: recipeSchema, image: imageRefSchema, scores: scoresSchema, candidate }),
  body('turn.failed', { turnId, ...failure }),
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
