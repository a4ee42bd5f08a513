import type {
  RecipeOrigin,
  SessionEvent,
  SessionEventBody,
  SessionEventType,
  StepRevision,
  TurnBudget,
  TurnOptions,
} from '@safelight/core';
import { limits } from '@safelight/core';
import { z } from 'zod';
import { faultCodeSchema, recipeSchema, toolCallSchema } from './recipe.ts';
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

export const turnBudgetSchema = z
  .object({
    tokens: z.int().min(1).nullable().describe('Prompt and completion of hosted models; null = no limit.'),
    costMicroUsd: z.int().min(1).nullable().describe('Millionths of a US dollar; null = no limit.'),
  })
  .meta({
    id: 'TurnBudget',
    description:
      'What hosted models may count for the turn, all candidates together. It is looked at before each question to ' +
      'the policy; when it is used up, every round ends with what it has and says so.',
  }) satisfies z.ZodType<TurnBudget>;

export const turnOptionsSchema = z
  .object({
    stepsMax: z.int().describe('Steps of editing at most; each reflection may take as many again.'),
    seed: z.int(),
    candidates: z.int().min(1).describe('So many trajectories run, and the best one wins.'),
    reflectionsMax: z.int().min(0),
    scoreMin: z.number().describe('The agent reflects when the mean of its scores is lower.'),
    textOnly: z.boolean().describe('The agent decides from the original alone.'),
    deadlineMs: z.int().nullable().describe('Within which the whole turn ends, waiting included; null = none.'),
    budget: turnBudgetSchema,
  })
  .meta({
    id: 'TurnOptions',
    description: 'What a turn may spend and how hard it tries.',
  }) satisfies z.ZodType<TurnOptions>;

const calls = z.array(toolCallSchema).max(limits.callsPerStepMax);
const step = z.int().min(1).describe('Number of the step within its candidate.');
export const stepRevisionSchema = z
  .discriminatedUnion('action', [
    z.object({ step, action: z.literal('reject') }),
    z.object({ step, action: z.literal('replace'), calls }),
  ])
  .meta({
    id: 'StepRevision',
    description: 'What a person does with one step of the agent.',
  }) satisfies z.ZodType<StepRevision>;

export const originSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('restored'), sequence: z.int() }),
    z.object({ type: z.literal('variant'), turnId, candidate }),
    z.object({
      type: z.literal('revision'),
      ...{ turnId, candidate },
      revisions: z.array(stepRevisionSchema),
      recipes: z.array(recipeSchema).describe('After each step that was not rejected; the last one is the recipe.'),
    }),
    z.object({ type: z.literal('calls'), calls: z.array(toolCallSchema) }),
    z.object({ type: z.literal('set') }),
    z.object({ type: z.literal('branch'), sessionId: z.string(), sequence: z.int() }),
  ])
  .meta({ id: 'RecipeOrigin', description: 'How a person came to a recipe.' }) satisfies z.ZodType<RecipeOrigin>;

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
  body('turn.canceled', { turnId, reason: z.enum(['request', 'deadline']) }),
  body('recipe.changed', { recipe: recipeSchema, image: imageRefSchema.nullable(), origin: originSchema }),
]) satisfies z.ZodType<SessionEventBody>;

type Covered = z.output<typeof eventBodySchema>['type'];
/** Breaks the build when `libs/core` gains an event that the union above lacks. */
export const allEventTypesCovered: [SessionEventType] extends [Covered] ? true : never = true;

/** The name of every kind. */
export const eventTypes = eventBodySchema.options.map((option) => option.shape.type.value) as [
  SessionEventType,
  ...SessionEventType[],
];

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
