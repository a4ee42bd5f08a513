/** Long work as its owner sees it: how far it is, waiting for its end, stopping it. */
import type { CallerContext, TenantContext } from '../context.ts';
import * as rows from '../store/jobs.ts';
import type { PageRequest } from '../store/pages.ts';
import type { JobItemRow, JobKind, JobRow, JobState } from '../store/schema.ts';
import type { StoredFailure } from '../store/turns.ts';
import { byCreation, readPage } from './pages.ts';
import type { Page, PageQuery } from './pages.ts';

export interface JobView {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly progress: { readonly done: number; readonly total: number };
  /** How often a runner has taken it. */
  readonly attempt: number;
  readonly cancelRequested: boolean;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly deadlineAt: Date;
  /** When a finished job is removed; null before its end. */
  readonly expiresAt: Date | null;
  readonly failure: StoredFailure | null;
}

/** What a caller may say about any job. */
export interface JobWish {
  /** Within which it ends, waiting included; the default is that of its kind. */
  readonly deadlineSeconds?: number | undefined;
}

export function deadlineMsOf({ deadlineSeconds }: JobWish, defaultMs: number): number {
  return deadlineSeconds === undefined ? defaultMs : deadlineSeconds * 1_000;
}

/** @throws Fault job.notFound */
export async function getJob(context: TenantContext, id: string, kind?: JobKind): Promise<JobView> {
  return jobView(await rows.getJob(context.store, id, kind));
}

export interface JobQuery extends PageQuery {
  /** Both default to any. */
  readonly kind?: JobKind | undefined;
  readonly state?: JobState | undefined;
}

/** Newest first. @throws Fault request.invalid for a wrong page token */
export async function listJobs({ store }: TenantContext, query: JobQuery): Promise<Page<JobView>> {
  const { kind, state } = query;
  const name = { tenantId: store.tenantId, list: `jobs:${kind ?? ''}:${state ?? ''}` };
  const filter = { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
  const read = async (page: PageRequest) => (await rows.listJobs(store, page, filter)).map(jobView);
  return readPage(name, query, read, byCreation);
}

/** Finds a job that ended while the connection that listens was lost. */
const pollMs = 5_000;

/**
 * Waits until the job has ended, at most so long.
 * @returns whether it has. @throws Fault job.notFound
 */
export async function waitForJob(
  context: TenantContext,
  id: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  using watch = context.store.signals.watch(rows.jobSignal(id));
  const until = AbortSignal.timeout(Math.max(1, waitMs));
  const either = AbortSignal.any([signal, until]);
  for (;;) {
    if (rows.hasEnded(await rows.getJob(context.store, id))) return true;
    if (waitMs === 0 || either.aborted) return false;
    await watch.wait({ signal: either, timeoutMs: pollMs });
  }
}

/**
 * Asks a job to stop: one that waits ends at once, one that runs as soon as its runner hears of it, one that has ended
 * stays as it is. What it made so far is kept. @throws Fault job.notFound
 */
export async function cancelJob(context: CallerContext, id: string): Promise<JobView> {
  const job = await rows.getJob(context.store, id);
  await context.store.write((unit) => rows.cancelJob(unit, job.id));
  return getJob(context, id);
}

export interface ItemView {
  readonly index: number;
  readonly state: JobState;
  readonly request: object;
  readonly checkpoint: object;
  readonly result: object | null;
  readonly failure: StoredFailure | null;
  readonly finishedAt: Date | null;
}

/** The items of a job in order, one more than the page holds. @throws Fault job.notFound */
export async function listItems(
  context: TenantContext,
  id: string,
  page: { readonly afterIndex: number; readonly size: number; readonly state?: JobState },
  kind: JobKind,
): Promise<readonly ItemView[]> {
  await rows.getJob(context.store, id, kind);
  const { afterIndex, size, state } = page;
  const states = state === undefined ? {} : { states: [state] };
  return (await rows.listItems(context.store, id, { afterIndex, countMax: size + 1, ...states })).map(itemView);
}

export async function countItems(context: TenantContext, id: string): Promise<Readonly<Record<JobState, number>>> {
  return rows.countItems(context.store, id);
}

function itemView({
  index,
  state,
  request,
  checkpoint,
  result,
  failure,
  finished_at: finishedAt,
}: JobItemRow): ItemView {
  return { index, state, request, checkpoint, result, failure, finishedAt };
}

export function jobView(job: JobRow): JobView {
  return {
    ...{ id: job.id, kind: job.kind, state: job.state, attempt: job.attempt, failure: job.failure },
    progress: { done: job.done, total: job.total },
    cancelRequested: job.cancel_requested,
    ...{ createdAt: job.created_at, startedAt: job.started_at, finishedAt: job.finished_at },
    ...{ deadlineAt: job.deadline_at, expiresAt: job.expires_at },
  };
}
