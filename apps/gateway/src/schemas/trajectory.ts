import type { Evaluation, Finish, ImageRef, Observation, Prediction, Scores, Step, Trajectory } from '@safelight/core';
import { z } from 'zod';
import { measurementSchema } from './measurement.ts';
import { problemSchema, recipeSchema, toolCallSchema } from './recipe.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');

export const imageRefSchema = z
  .object({ sha256: sha256Schema, mediaType: z.string(), width: z.int(), height: z.int() })
  .meta({
    id: 'ImageRef',
    description: 'A stored picture; its bytes are at /v1/images/{sha256}.',
  }) satisfies z.ZodType<ImageRef>;

export const observationSchema = z
  .object({
    image: imageRefSchema,
    recipe: recipeSchema,
    measurement: measurementSchema,
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Observation', description: 'What the agent saw under a recipe.' }) satisfies z.ZodType<Observation>;

export const predictionSchema = z.object({ metric: z.string(), before: z.number(), expected: z.number() }).meta({
  id: 'Prediction',
  description: 'A measured figure that the step means to move.',
}) satisfies z.ZodType<Prediction>;

export const stepSchema = z
  .object({
    index: z.int().min(1),
    thought: z.string(),
    predictions: z.array(predictionSchema),
    calls: z.array(toolCallSchema),
    observation: observationSchema,
  })
  .meta({ id: 'Step' }) satisfies z.ZodType<Step>;

export const scoresSchema = z
  .object({ aesthetic: z.number().min(1).max(5), instruction: z.number().min(1).max(5) })
  .meta({ id: 'Scores', description: '1 (poor) to 5 (excellent).' }) satisfies z.ZodType<Scores>;

export const finishSchema = z
  .object({ thought: z.string(), selfScore: scoresSchema, notDone: z.array(z.string()) })
  .meta({
    id: 'Finish',
    description: 'How the agent ended the turn, and what it could not do.',
  }) satisfies z.ZodType<Finish>;

export const evaluationSchema = z
  .object({
    scores: scoresSchema,
    confidence: z.number().min(0).max(1),
    metrics: z.array(
      z.object({
        name: z.string(),
        axis: z.enum(['aesthetic', 'instruction']),
        weight: z.number(),
        value: z.number(),
        evidence: z.string(),
      }),
    ),
    rationale: z.string(),
    evaluatorVersion: z.string(),
  })
  .meta({ id: 'Evaluation' }) satisfies z.ZodType<Evaluation>;

export const trajectorySchema = z
  .object({
    schema: z.literal(1),
    id: z.string(),
    sessionId: z.string(),
    turnId: z.string(),
    photoSha256: sha256Schema,
    instruction: z.string(),
    locale: z.enum(['en', 'zh']),
    policyVersion: z.string(),
    engineVersion: z.string(),
    seed: z.int(),
    original: observationSchema,
    steps: z.array(stepSchema),
    finish: finishSchema.nullable(),
    evaluation: evaluationSchema.nullable(),
  })
  .meta({ id: 'Trajectory', description: 'The recorded steps of one turn.' }) satisfies z.ZodType<Trajectory>;
