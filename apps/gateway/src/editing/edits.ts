/** The one-shot edit: a photo, a change, several outputs, in one call. */
import type { TurnOptions } from '@safelight/core';
import { newId } from '@safelight/core';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { editCheckpointSchema, editResultSchema, editWorkSchema } from '../schemas/work.ts';
import type { EditResult, EditWork } from '../schemas/work.ts';
import type { FullRenderSpec } from '../schemas/output.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import * as jobs from '../store/jobs.ts';
import { getPhoto } from '../store/photos.ts';
import { listRenders } from '../store/renders.ts';
import type { RenderRow } from '../store/schema.ts';
import { readChange, requireChange } from './change.ts';
import type { ChangeWish } from './change.ts';
import { deadlineMsOf, jobView } from './jobs.ts';
import type { PhotoWishes } from './photos.ts';
import type { JobView, JobWish } from './jobs.ts';
import { areaOf, renderedOf } from './renders.ts';
import type { RenderedView } from './renders.ts';

export type PhotoOfEdit = { readonly id: string } | ({ readonly url: string } & PhotoWishes);

export interface EditRequest extends JobWish {
  readonly photo: PhotoOfEdit;
  readonly change: ChangeWish;
  readonly options: TurnOptions;
  readonly outputs: readonly FullRenderSpec[];
}

/** What came of editing one photo; before the end the defaults of `outcomeOf`. */
export interface EditOutcome extends Pick<EditResult, 'scores' | 'notDone' | 'missed' | 'warnings'> {
  readonly recipe: EditResult['recipe'] | null;
  /** Those that are finished, in order. */
  readonly outputs: readonly RenderedView[];
}

export interface EditView extends JobView, EditOutcome {
  /** Known before the end; null until then. */
  readonly photoId: string | null;
  readonly sessionId: string | null;
  readonly turnId: string | null;
}

/**
 * Takes the edit on; a runner does it.
 * @throws Fault photo.notFound, quota.exceeded, and what is wrong with the change
 */
export async function createEdit(
  context: CallerContext,
  request: EditRequest,
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  const change = await readChange(context, request.change);
  requireChange(change);
  const photo = 'id' in request.photo ? await getPhoto(context.store, request.photo.id) : null;
  await checkQuota(context, {
    ...(change.instruction === null ? {} : { steps: 1 }),
    ...(photo === null ? {} : { pixels: request.outputs.reduce((sum, output) => sum + areaOf(photo, output), 0) }),
  });
  const work = { photo: request.photo, ...change, outputs: request.outputs, options: request.options };
  return context.store.write((unit) =>
    once(unit, key, async () => {
      const id = newId('job');
      await jobs.addJob(unit, {
        ...{ id, keyId: context.identity.keyId, kind: 'edit', request: work satisfies Loose<EditWork> },
        total: 1 + request.outputs.length,
        deadlineMs: deadlineMsOf(request, gatewayLimits.jobDeadlineMs),
      });
      return { id };
    }),
  );
}

/** The same with lists that may not be changed. */
type Loose<T> = { readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? readonly E[] : unknown };

/** @throws Fault job.notFound */
export async function getEdit(context: TenantContext, id: string): Promise<EditView> {
  const job = await jobs.getJob(context.store, id, 'edit');
  const { photoId = null, sessionId = null, turnId = null } = editCheckpointSchema.parse(job.checkpoint);
  const outcome = outcomeOf(job.result, await listRenders(context.store, id, [0]));
  const { photo } = editWorkSchema.parse(job.request);
  const known = 'id' in photo ? photo.id : photoId;
  return { ...jobView(job), photoId: known, sessionId, turnId, ...outcome };
}

/** Reads what is stored of an edit that may not have ended yet. */
export function outcomeOf(stored: object | null, outputs: readonly RenderRow[]): EditOutcome {
  const {
    recipe = null,
    scores = null,
    notDone = [],
    missed = [],
    warnings = [],
  } = editResultSchema.nullable().parse(stored) ?? {};
  return { recipe, scores, notDone, missed, warnings, outputs: outputs.map(renderedOf) };
}
