/** What jobs hold in the database: read back through these, so a shape that is not known is an error, never a guess. */
import { limits } from '@safelight/core';
import { z } from 'zod';
import { turnOptionsSchema } from './event.ts';
import { renderSpecSchema } from './output.ts';
import { problemSchema, recipeSchema } from './recipe.ts';
import { evaluationSchema, scoresSchema } from './trajectory.ts';

/** What is done to one photo. */
const changeShape = {
  /** Null: the recipe as it is. */
  instruction: z.string().nullable(),
  /** Where the edit begins; laid over that of the XMP. */
  recipe: recipeSchema.nullable(),
  xmp: z.string().nullable(),
  outputs: z.array(renderSpecSchema),
  options: turnOptionsSchema,
};

export const editWorkSchema = z.object({
  ...changeShape,
  photo: z.union([
    z.object({ id: z.string() }),
    z.object({ url: z.string(), retentionMs: z.int().optional(), noStore: z.boolean().optional() }),
  ]),
});
export type EditWork = z.output<typeof editWorkSchema>;

/** How far the edit of one photo is. */
export const editCheckpointSchema = z.object({
  photoId: z.string().optional(),
  sessionId: z.string().optional(),
  turnId: z.string().optional(),
  warnings: z.array(problemSchema).default([]),
});
export type EditCheckpoint = z.output<typeof editCheckpointSchema>;

export const editResultSchema = z.object({
  photoId: z.string(),
  sessionId: z.string(),
  turnId: z.string().nullable(),
  recipe: recipeSchema,
  scores: scoresSchema.nullable(),
  notDone: z.array(z.string()),
  missed: z.array(z.string()),
  warnings: z.array(problemSchema),
});
export type EditResult = z.output<typeof editResultSchema>;

export const renderWorkSchema = z.object({
  photoId: z.string(),
  recipe: recipeSchema.nullable(),
  xmp: z.string().nullable(),
  output: renderSpecSchema,
});
export type RenderWork = z.output<typeof renderWorkSchema>;

export const renderResultSchema = z.object({ warnings: z.array(problemSchema).default([]) });

export const batchModes = ['adapt', 'sync'] as const;
export const batchWorkSchema = z.object({
  ...changeShape,
  mode: z.enum(batchModes),
  /** Groups of tools that the copies take from the leader; null = as they are. */
  groups: z.array(z.string()).nullable(),
});
export type BatchWork = z.output<typeof batchWorkSchema>;
export const batchItemSchema = z.object({ photoId: z.string() });
/** Of the batch: whose recipe the others get. */
export const batchCheckpointSchema = z.object({ leader: z.int().optional(), recipe: recipeSchema.optional() });
export type BatchCheckpoint = z.output<typeof batchCheckpointSchema>;

/** A stored picture: an original, or a finished render. */
export const pictureSchema = z.union([z.object({ photoId: z.string() }), z.object({ renderId: z.string() })]);
export type Picture = z.output<typeof pictureSchema>;

export const evaluationItemSchema = z.object({
  instruction: z.string().max(limits.instructionLengthChars),
  before: pictureSchema,
  after: pictureSchema,
});
export type EvaluationItem = z.output<typeof evaluationItemSchema>;
export const evaluationItemResultSchema = z.object({ evaluation: evaluationSchema });
