/** How long work is told. */
import { z } from 'zod';
import type { EditOutcome } from '../../editing/edits.ts';
import type { JobView } from '../../editing/jobs.ts';
import type { RenderedView } from '../../editing/renders.ts';
import { gatewayLimits } from '../../limits.ts';
import { outputOf, outputSchema } from '../../schemas/output.ts';
import { faultCodeSchema } from '../../schemas/recipe.ts';
import type { StoredFailure } from '../../store/turns.ts';

const jobStates = ['queued', 'running', 'succeeded', 'failed', 'canceled', 'expired'] as const;
export const jobKinds = ['edit', 'render', 'batch', 'evaluation-batch'] as const;

export const jobStateSchema = z.enum(jobStates).meta({
  id: 'JobState',
  description: 'expired: the deadline passed before the end.',
});

export const failureShape = {
  type: z.string().describe('Address of a page that explains the code.'),
  code: faultCodeSchema,
  message: z.string(),
  retryable: z.boolean(),
};

export const failureSchema = z.object(failureShape).meta({ id: 'Failure' });

export const jobShape = {
  id: z.string(),
  kind: z.enum(jobKinds),
  state: jobStateSchema,
  url: z.string().describe('Where this job is, with what it made.'),
  progress: z.object({ done: z.int(), total: z.int() }),
  attempt: z.int().describe('How often a runner has taken it.'),
  cancelRequested: z.boolean(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  deadlineAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe('When a finished job is removed with what it rendered.'),
  failure: failureSchema.nullable(),
};

export const jobSchema = z.object(jobShape).meta({ id: 'Job', description: 'Long work of any kind.' });

export const deadlineSchema = z
  .int()
  .min(1)
  .max(7 * 24 * 60 * 60)
  .optional()
  .describe(
    `Within which the work ends, waiting included; default ${gatewayLimits.jobDeadlineMs / 1000} ` +
      `(batches ${gatewayLimits.batchDeadlineMs / 1000}).`,
  );

const placeOf = {
  edit: 'edits',
  render: 'renders',
  batch: 'batches',
  'evaluation-batch': 'evaluation-batches',
} as const satisfies Record<JobView['kind'], string>;

export function urlOfJob({ kind, id }: Pick<JobView, 'kind' | 'id'>): string {
  return `/v1/${placeOf[kind]}/${id}`;
}

export function failureJson(failure: StoredFailure | null): z.output<typeof failureSchema> | null {
  return failure === null ? null : { ...failure, type: `/problems/${failure.code}` };
}

export function jobJson(job: JobView): z.output<typeof jobSchema> {
  return {
    ...{ id: job.id, kind: job.kind, state: job.state, url: urlOfJob(job), progress: job.progress },
    ...{ attempt: job.attempt, cancelRequested: job.cancelRequested, failure: failureJson(job.failure) },
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    deadlineAt: job.deadlineAt.toISOString(),
    expiresAt: job.expiresAt?.toISOString() ?? null,
  };
}

export const renderedSchema = z
  .object({
    id: z.string(),
    url: z.string().describe('Its bytes.'),
    sha256: z.string(),
    mediaType: z.string(),
    width: z.int(),
    height: z.int(),
    sizeBytes: z.int(),
    fileName: z.string(),
    output: outputSchema,
  })
  .meta({ id: 'Rendered', description: 'A finished picture.' });

export function renderedJson(rendered: RenderedView): z.output<typeof renderedSchema> {
  return { ...rendered, url: `/v1/renders/${rendered.id}/content`, output: outputOf(rendered.output) };
}

/** What came of one photo, as edits and items of batches tell it. */
export function outcomeJson({ recipe, scores, notDone, missed, warnings, outputs }: EditOutcome) {
  return {
    ...{ recipe, scores, notDone: [...notDone], missed: [...missed], warnings: [...warnings] },
    outputs: outputs.map(renderedJson),
  };
}
