import type {
  Comparison,
  Evaluation,
  Finish,
  ImageRef,
  Observation,
  PastTurn,
  Prediction,
  Round,
  Scores,
  Step,
  TokenUsage,
  Trajectory,
} from '@safelight/core';
import { z } from 'zod';
import { measurementSchema, regionSchema, sceneSchema } from './measurement.ts';
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
    regions: z.array(regionSchema).describe('Parts of the picture that the agent asked for.'),
    scene: sceneSchema.nullable(),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Observation', description: 'What the agent saw under a recipe.' }) satisfies z.ZodType<Observation>;

export const predictionSchema = z.object({ metric: z.string(), before: z.number(), expected: z.number() }).meta({
  id: 'Prediction',
  description: 'A measured figure that the step means to move.',
}) satisfies z.ZodType<Prediction>;

export const usageSchema = z.object({ promptTokens: z.int(), completionTokens: z.int(), costMicroUsd: z.int() }).meta({
  id: 'TokenUsage',
  description: 'What a hosted model counted, all 0 where none was asked; the cost in millionths of a US dollar.',
}) satisfies z.ZodType<TokenUsage>;

const policyVersion = z.string().describe('Who decided; differs from step to step when another back end took over.');

export const decisionShape = {
  thought: z.string(),
  predictions: z.array(predictionSchema),
  calls: z.array(toolCallSchema),
  base: recipeSchema
    .nullable()
    .describe('What the calls apply to when it is not the last observation: an undo, a reflection from the start.'),
  round: z.int().min(0).describe('0 = editing, 1, 2 … = reflection.'),
  policyVersion,
  usage: usageSchema,
};

export const stepSchema = z
  .object({
    index: z.int().min(1),
    ...decisionShape,
    observation: observationSchema,
  })
  .meta({ id: 'Step' }) satisfies z.ZodType<Step>;

export const scoresSchema = z
  .object({ aesthetic: z.number().min(1).max(5), instruction: z.number().min(1).max(5) })
  .meta({ id: 'Scores', description: '1 (poor) to 5 (excellent).' }) satisfies z.ZodType<Scores>;

export const finishSchema = z
  .object({
    thought: z.string(),
    selfScore: scoresSchema,
    notDone: z.array(z.string()).describe('What was not understood, or cannot be done by developing.'),
    missed: z.array(z.string()).describe('What was tried and not reached.'),
    usage: usageSchema,
  })
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

export const roundSchema = z
  .object({
    index: z.int().min(0),
    finish: finishSchema,
    evaluation: evaluationSchema,
    kept: z.boolean().describe('False for a reflection that did not help: its steps are undone.'),
  })
  .meta({
    id: 'Round',
    description: 'One end of a trajectory; each reflection is one more.',
  }) satisfies z.ZodType<Round>;

export const comparisonSchema = z
  .object({
    winRates: z.array(z.number().min(0).max(1)),
    order: z.array(z.int().min(0)).describe('Candidate numbers, best first.'),
    evaluatorVersion: z.string(),
  })
  .meta({
    id: 'Comparison',
    description: 'Pairwise win rates of the candidates, in their order.',
  }) satisfies z.ZodType<Comparison>;

const pastTurnSchema = z
  .object({
    instruction: z.string(),
    recipes: z.array(recipeSchema).describe('Where the turn began, then after each kept step.'),
  })
  .meta({ id: 'PastTurn' }) satisfies z.ZodType<PastTurn>;

export const trajectorySchema = z
  .object({
    schema: z.literal(2),
    id: z.string(),
    sessionId: z.string(),
    turnId: z.string(),
    photoSha256: sha256Schema,
    instruction: z.string(),
    locale: z.enum(['en', 'zh']),
    policyVersion: z.string(),
    engineVersion: z.string(),
    seed: z.int(),
    candidate: z.int().min(0),
    history: z.array(pastTurnSchema).describe('Turns of the session before this one, oldest first.'),
    original: observationSchema,
    steps: z.array(stepSchema).describe('Of all rounds, in order.'),
    rounds: z.array(roundSchema),
    finish: finishSchema.nullable(),
    evaluation: evaluationSchema.nullable(),
  })
  .meta({
    id: 'Trajectory',
    description: 'The recorded steps of one candidate of a turn.',
  }) satisfies z.ZodType<Trajectory>;
