/** One change for many photos, and many edits judged at once. */
import type { TurnOptions } from '@safelight/core';
import { Fault, newId } from '@safelight/core';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { batchCheckpointSchema, batchWorkSchema } from '../schemas/work.ts';
import type { BatchWork, EvaluationItem } from '../schemas/work.ts';
import type { FullRenderSpec } from '../schemas/output.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import * as jobs from '../store/jobs.ts';
import type { JobKind, JobState } from '../store/schema.ts';
import { readChange, requireChange } from './change.ts';
import type { ChangeWish } from './change.ts';
import { checkGroups } from './groups.ts';
import { deadlineMsOf, jobView } from './jobs.ts';
import type { JobView, JobWish } from './jobs.ts';
import { checkInstruction } from './turns.ts';

export interface BatchRequest extends JobWish {
  readonly photoIds: readonly string[];
  readonly mode: BatchWork['mode'];
  readonly change: ChangeWish;
  /** What the copies of a synchronised edit take from the first photo; default: what means the same on another one. */
  readonly groups?: readonly string[] | undefined;
  readonly options: TurnOptions;
  readonly outputs: readonly FullRenderSpec[];
}

export interface BatchView extends JobView {
  readonly items: Readonly<Record<JobState, number>>;
}

export interface EditBatchView extends BatchView {
  readonly mode: BatchWork['mode'];
  readonly instruction: string | null;
  /** The item whose edit the others got; null where there is none, or not yet. */
  readonly leader: number | null;
}

/**
 * Takes the batch on. A photo that is not there, or cannot be edited, fails alone.
 * @throws Fault request.invalid, quota.exceeded, and what is wrong with the change
 */
export async function createBatch(
  context: CallerContext,
  request: BatchRequest,
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  const { photoIds, mode, outputs, options } = request;
  const change = await readChange(context, request.change);
  requireChange(change);
  if (mode === 'adapt' && change.instruction === null) {
    throw new Fault('request.invalid', 'To adapt an edit to each photo the agent needs an instruction. Add one.', {
      field: 'instruction',
    });
  }
  const groups = request.groups === undefined ? null : checkGroups(request.groups, 'groups');
  if (change.instruction !== null) await checkQuota(context, { steps: mode === 'adapt' ? photoIds.length : 1 });
  const work = { ...change, mode, groups, outputs, options };
  const items = photoIds.map((photoId) => ({ photoId }));
  return addBatch(context, { kind: 'batch', request: work, items, deadlineMs: deadlineOf(request) }, key);
}

/** @throws Fault instruction.*, request.invalid */
export async function createEvaluationBatch(
  context: CallerContext,
  request: JobWish & { readonly items: readonly EvaluationItem[] },
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  const items = request.items.map((item) => ({ ...item, instruction: checkInstruction(item.instruction) }));
  return addBatch(context, { kind: 'evaluation-batch', request: {}, items, deadlineMs: deadlineOf(request) }, key);
}

const deadlineOf = (wish: JobWish): number => deadlineMsOf(wish, gatewayLimits.batchDeadlineMs);

async function addBatch(
  context: CallerContext,
  batch: {
    readonly kind: JobKind;
    readonly request: object;
    readonly items: readonly object[];
    readonly deadlineMs: number;
  },
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  return context.store.write((unit) =>
    once(unit, key, async () => {
      const id = newId('bat');
      await jobs.addJob(unit, { ...batch, id, keyId: context.identity.keyId, total: batch.items.length });
      return { id };
    }),
  );
}

/** @throws Fault job.notFound */
export async function getBatch(context: TenantContext, id: string): Promise<EditBatchView> {
  const job = await jobs.getJob(context.store, id, 'batch');
  const { mode, instruction } = batchWorkSchema.parse(job.request);
  const { leader = null } = batchCheckpointSchema.parse(job.checkpoint);
  return { ...jobView(job), items: await jobs.countItems(context.store, id), mode, instruction, leader };
}

/** @throws Fault job.notFound */
export async function getEvaluationBatch(context: TenantContext, id: string): Promise<BatchView> {
  const job = await jobs.getJob(context.store, id, 'evaluation-batch');
  return { ...jobView(job), items: await jobs.countItems(context.store, id) };
}
