import { z } from 'zod';

const valueSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.number()), z.array(z.array(z.number()))]);
const callValueSchema = z.union([valueSchema, z.record(z.string(), valueSchema)]);
const callSchema = z.object({ tool: z.string(), value: callValueSchema, target: z.exactOptional(z.string()) });
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

/** What both versions of a line hold. */
const common = {
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
};

/**
 * One line of `reflections.jsonl`. It holds what JarvisEvo's stored reflection sample does (error trace with its
 * pictures and self-score, reflection, right tools, target picture; seed paper's "on-policy reflection data"), and
 * the source picture, the better trace and where all of it comes from beside it.
 */
const sampleSchema = z.object({
  schema: z.literal(2),
  ...common,
  rule: z.enum(['group', 'time']),
  attributions: z.array(
    z.object({
      tool: z.string(),
      target: z.string().nullable(),
      worse: callValueSchema.nullable(),
      better: callValueSchema.nullable(),
      metric: z.string(),
      deviation: z.number(),
    }),
  ),
  provenance: z.object({
    teacherVersion: z.string(),
    policyVersions: z.array(z.string()),
    engineVersions: z.array(z.string()),
    evaluatorVersion: z.string(),
  }),
});

const firstSchema = z.object({ schema: z.literal(1), ...common });

export type Sample = z.infer<typeof sampleSchema>;
export type Trace = z.infer<typeof traceSchema>;

/** Reads a line of any version; those of version 1 did not say where they came from. */
export function sampleOfJson(json: unknown): Sample {
  const read = z.union([sampleSchema, firstSchema]).parse(json);
  if (read.schema === 2) return read;
  const unknown = { teacherVersion: 'embedded/1', policyVersions: [], engineVersions: [], evaluatorVersion: '' };
  return { ...read, schema: 2, rule: 'time', attributions: [], provenance: unknown };
}
