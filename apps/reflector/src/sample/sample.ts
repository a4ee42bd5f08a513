import type { Recipe, Scores, ToolCall, Trajectory } from '@safelight/core';
import { z } from 'zod';

/** The last look of a trajectory: the edit's result, or the original when nothing was done. */
export function outcomeOf(trajectory: Trajectory): Trajectory['original'] {
  return trajectory.steps.at(-1)?.observation ?? trajectory.original;
}

export const finalRecipe = (trajectory: Trajectory): Recipe => outcomeOf(trajectory).recipe;

const valueSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.number()), z.array(z.array(z.number()))]);
const callSchema = z.object({
  tool: z.string(),
  value: z.union([valueSchema, z.record(z.string(), valueSchema)]),
  target: z.exactOptional(z.string()),
});
const scoresSchema = z.object({ aesthetic: z.number(), instruction: z.number() });
const traceSchema = z.object({
  trajectoryId: z.string(),
  /** The whole trajectory, relative to the manifest's folder. */
  trajectory: z.string(),
  scores: scoresSchema,
  selfScore: scoresSchema,
  /** C, T, O of each step; the picture relative to the manifest's folder. */
  steps: z.array(z.object({ thought: z.string(), calls: z.array(callSchema), image: z.string() })),
});

/**
 * One line of `reflections.jsonl`. It holds what JarvisEvo's stored reflection sample does (error trace with its
 * pictures and self-score, reflection, right tools, target picture; seed paper's "on-policy reflection data"), and
 * the source picture and the better trace beside it.
 */
const sampleSchema = z.object({
  schema: z.literal(1),
  id: z.string(),
  photoSha256: z.string(),
  instruction: z.string(),
  locale: z.enum(['en', 'zh']),
  /** Better − worse of aesthetic + instruction. */
  margin: z.number(),
  images: z.object({ source: z.string(), worse: z.string(), better: z.string() }),
  worse: traceSchema,
  reflection: z.string(),
  /** Calls that, applied to the original, put it right. */
  correction: z.array(callSchema),
  better: traceSchema,
});

export type Sample = z.infer<typeof sampleSchema>;
export type Trace = z.infer<typeof traceSchema>;

export const sampleOfJson = (json: unknown): Sample => sampleSchema.parse(json);

export type { Scores, ToolCall };
