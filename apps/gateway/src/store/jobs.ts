/** Long work: rows that runners take under a lease with a fencing token. */
import { Fault } from '@safelight/core';
import { activeTraceparent } from '@safelight/service-kit/tracing';
import { sql } from 'kysely';
import { gatewayLimits } from '../limits.ts';
import { allowedTenants } from './allowedTenants.ts';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { JobItemRow, JobKind, JobRow, JobState } from './schema.ts';
import type { Scope, Store, TenantStore, Unit } from './store.ts';
import type { StoredFailure } from './turns.ts';

export interface NewJob {
  readonly id: string;
  /** The key that asked; usage is counted on it. */
  readonly keyId: string;
  readonly kind: JobKind;
  readonly request: object;
  /** Steps of progress to its end. */
  readonly total: number;
  readonly deadlineMs: number;
  /** What is worked on one by one; none for a job without items. */
  readonly items?: readonly object[];
}

/** The right to write for one job, until another runner takes it over. */
export interface JobLease {
  readonly jobId: string;
  readonly token: number;
}

/** The key under which runners wait for jobs. */
export const jobsSignal = 'jobs';

/** The key under which those wait who want to know how far a job is. */
export function jobSignal(jobId: string): string {
  return `job:${jobId}`;
}

export const endedStates = ['succeeded', 'failed', 'canceled', 'expired'] as const satisfies readonly JobState[];

export function hasEnded({ state }: Pick<JobRow, 'state'>): boolean {
  return (endedStates as readonly JobState[]).includes(state);
}

const itemsPerInsert = 200;

export async function addJob(unit: Unit, job: NewJob): Promise<void> {
  const { trx, tenantId, now } = unit;
  await trx
    .insertInto('jobs')
    .values({
      ...{ id: job.id, tenant_id: tenantId, key_id: job.keyId, kind: job.kind, state: 'queued' },
      ...{ request: JSON.stringify(job.request), total: job.total },
      ...{ created_at: now, not_before: now, deadline_at: new Date(now.getTime() + job.deadlineMs) },
      traceparent: activeTraceparent() ?? null,
    })
    .execute();
  const items = (job.items ?? []).map((request, index) => ({
    ...{ tenant_id: tenantId, job_id: job.id, index, state: 'queued' as const, request: JSON.stringify(request) },
  }));
  for (let from = 0; from < items.length; from += itemsPerInsert) {
    await trx
      .insertInto('job_items')
      .values(items.slice(from, from + itemsPerInsert))
      .execute();
  }
  unit.touched.add(jobsSignal);
}

/** @throws Fault job.notFound, also for a job of another kind */
export async function getJob(store: TenantStore, id: string, kind?: JobKind): Promise<JobRow> {
  const job = await store.read((trx) =>
    trx.selectFrom('jobs').selectAll().where('tenant_id', '=', store.tenantId).where('id', '=', id).executeTakeFirst(),
  );
  if (job !== undefined && (kind === undefined || job.kind === kind)) return job;
  throw new Fault('job.notFound', `There is no job "${id}". Finished jobs are removed after a week.`, { field: 'id' });
}

/** Newest first, one more than the page holds. */
export async function listJobs(
  store: TenantStore,
  page: PageRequest,
  { kind, state }: { readonly kind?: JobKind; readonly state?: JobState } = {},
): Promise<JobRow[]> {
  return store.read((trx) => {
    let query = trx.selectFrom('jobs').selectAll().where('tenant_id', '=', store.tenantId).where(olderThan(page));
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (state !== undefined) query = query.where('state', '=', state);
    return query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute();
  });
}

/** Any number that no other advisory lock of this database has. */
const claimLock = 7_105_002;

/**
 * Takes a job that waits or whose runner has let its lease run out: of the tenant with the fewest running jobs of these
 * kinds the one that waits longest. No tenant has more running than its plan or its own limits allow, and those of tenants
 * that are suspended or deleted wait. Null when there is nothing to take.
 */
export async function claimJob(
  system: Scope,
  kinds: readonly JobKind[],
  owner: string,
  leaseMs: number,
): Promise<JobRow | null> {
  return system.write(async ({ trx, now, touched }) => {
    // One claim after the other, each with a view of its own: two at once would both count what ran before either.
    await sql`select pg_advisory_xact_lock(${claimLock})`.execute(trx);
    const { rows } = await sql<JobRow>`
      with allowed as (${allowedTenants}),
      held as (
        select tenant_id, count(*) as count
        from jobs where kind in (${sql.join(kinds)}) and state = 'running' and lease_until >= ${now} group by tenant_id
      ),
      due as (
        select jobs.id
        from jobs
        join allowed on allowed.tenant_id = jobs.tenant_id
        left join held on held.tenant_id = jobs.tenant_id
        where jobs.kind in (${sql.join(kinds)})
          and (jobs.state = 'queued' or (jobs.state = 'running' and jobs.lease_until < ${now}))
          and (jobs.not_before <= ${now} or jobs.cancel_requested)
          and coalesce(held.count, 0) < allowed.count_max
        order by coalesce(held.count, 0), jobs.created_at, jobs.id
        limit 1
        for update of jobs skip locked
      )
      update jobs set
        state = 'running', lease_owner = ${owner}, lease_until = ${new Date(now.getTime() + leaseMs)},
        token = token + 1, attempt = attempt + 1, setbacks = setbacks + 1,
        started_at = coalesce(started_at, ${now})
      from due where jobs.id = due.id
      returning jobs.*`.execute(trx);
    const job = rows[0] ?? null;
    if (job !== null) touched.add(jobSignal(job.id));
    return job;
  });
}

/** When a job that was put off becomes due; null when none waits. */
export async function nextJobTime(system: Scope, kinds: readonly JobKind[]): Promise<Date | null> {
  const row = await system.read((trx) =>
    trx
      .selectFrom('jobs')
      .select('not_before')
      .where('state', '=', 'queued')
      .where('kind', 'in', kinds)
      .where('not_before', '>', system.now())
      .orderBy('not_before')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.not_before ?? null;
}

/** Holds the row until the end of the unit. @throws Fault job.conflict when another runner holds the job now */
export async function checkJobLease({ trx }: Unit, lease: JobLease): Promise<void> {
  const job = await trx
    .selectFrom('jobs')
    .select(['token', 'state'])
    .where('id', '=', lease.jobId)
    .forUpdate()
    .executeTakeFirst();
  if (job?.state === 'running' && job.token === lease.token) return;
  throw new Fault('job.conflict', `Job "${lease.jobId}" was taken over or has ended. Nothing more to do here.`);
}

/** @throws Fault job.conflict */
export async function renewJob(store: TenantStore, lease: JobLease, leaseMs: number): Promise<void> {
  await store.write(async (unit) => {
    await checkJobLease(unit, lease);
    const until = new Date(unit.now.getTime() + leaseMs);
    await unit.trx.updateTable('jobs').set({ lease_until: until }).where('id', '=', lease.jobId).execute();
  });
}

export interface JobChanges {
  readonly checkpoint?: object;
  readonly done?: number;
}

/** Writes how far a job is, under its lease. @throws Fault job.conflict */
export async function saveJob(unit: Unit, lease: JobLease, changes: JobChanges): Promise<void> {
  await checkJobLease(unit, lease);
  const { checkpoint, done } = changes;
  await unit.trx
    .updateTable('jobs')
    .set({
      setbacks: 1,
      ...(checkpoint === undefined ? {} : { checkpoint: JSON.stringify(checkpoint) }),
      ...(done === undefined ? {} : { done }),
    })
    .where('tenant_id', '=', unit.tenantId)
    .where('id', '=', lease.jobId)
    .execute();
  unit.touched.add(jobSignal(lease.jobId));
}

export type JobEnd =
  | { readonly state: 'succeeded'; readonly result: object }
  | { readonly state: 'failed'; readonly failure: StoredFailure }
  | { readonly state: 'canceled' | 'expired' };

/** Ends a job under its lease. @throws Fault job.conflict */
export async function endJob(unit: Unit, lease: JobLease, end: JobEnd): Promise<void> {
  await checkJobLease(unit, lease);
  await setEnd(unit, lease.jobId, end);
}

async function setEnd(unit: Unit, jobId: string, end: JobEnd): Promise<void> {
  const { trx, now, touched } = unit;
  await trx
    .updateTable('jobs')
    .set((eb) => ({
      ...{ state: end.state, lease_owner: null, lease_until: null, finished_at: now },
      expires_at: new Date(now.getTime() + gatewayLimits.jobRetentionMs),
      ...(end.state === 'succeeded' ? { result: JSON.stringify(end.result), done: eb.ref('total') } : {}),
      ...(end.state === 'failed' ? { failure: JSON.stringify(end.failure) } : {}),
    }))
    .where('id', '=', jobId)
    .execute();
  if (end.state !== 'succeeded') {
    const ended = end.state === 'failed' ? 'canceled' : end.state;
    await trx
      .updateTable('job_items')
      .set({ state: ended, finished_at: now })
      .where('job_id', '=', jobId)
      .where('state', 'in', ['queued', 'running'])
      .execute();
  }
  touched.add(jobSignal(jobId));
  touched.add(jobsSignal);
}

/** Gives an unfinished job back to the queue, for a runner that stops. @throws Fault job.conflict */
export async function releaseJob(store: TenantStore, lease: JobLease): Promise<void> {
  await store.write((unit) => giveBack(unit, lease, 0, -1));
}

/** The same for a job that cannot get on now; nobody takes it before the time has passed. @throws Fault job.conflict */
export async function putOffJob(store: TenantStore, lease: JobLease, waitMs: number): Promise<void> {
  await store.write((unit) => giveBack(unit, lease, waitMs, 0));
}

async function giveBack(unit: Unit, lease: JobLease, waitMs: number, setbacks: number): Promise<void> {
  await checkJobLease(unit, lease);
  await unit.trx
    .updateTable('jobs')
    .set((eb) => ({
      ...{ state: 'queued', lease_owner: null, lease_until: null },
      not_before: new Date(unit.now.getTime() + waitMs),
      setbacks: eb('setbacks', '+', setbacks),
    }))
    .where('id', '=', lease.jobId)
    .execute();
  unit.touched.add(jobsSignal).add(jobSignal(lease.jobId));
}

/**
 * Gives back every lease, of jobs and of requests that were being answered. Right only for a database that one process
 * owns: whoever opens it knows that those of the last owner are dead.
 */
export async function releaseAllJobs(store: Store): Promise<void> {
  await store.system.write(async ({ trx }) => {
    const free = { state: 'queued', lease_owner: null, lease_until: null } as const;
    await trx.updateTable('jobs').set(free).where('state', '=', 'running').execute();
    await trx
      .updateTable('idempotency_keys')
      .set({ lease_until: new Date(0) })
      .where('lease_until', 'is not', null)
      .where('answer', 'is', null)
      .execute();
  });
}

/** Ends a waiting job at once and asks the runner of a running one to stop; one that has ended stays as it is. */
export async function cancelJob(unit: Unit, jobId: string): Promise<void> {
  const { trx, tenantId, touched } = unit;
  const job = await trx
    .selectFrom('jobs')
    .select(['state', 'attempt'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (hasEnded(job)) return;
  if (job.attempt === 0) {
    await setEnd(unit, jobId, { state: 'canceled' });
    return;
  }
  // A job that was begun has to clean up after itself: its runner ends it.
  await trx
    .updateTable('jobs')
    .set({ cancel_requested: true, not_before: unit.now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', jobId)
    .execute();
  touched.add(jobSignal(jobId)).add(jobsSignal);
}

/** Jobs on one photo alone. The tenant's jobs of a week are looked through; that is what there is of them. */
export async function jobsOfPhoto(
  { trx, tenantId }: Unit,
  photoId: string,
): Promise<readonly Pick<JobRow, 'id' | 'state'>[]> {
  return trx
    .selectFrom('jobs')
    .select(['id', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['edit', 'render'])
    .where(sql<boolean>`${photoId} in (request ->> 'photoId', request #>> '{photo,id}', checkpoint ->> 'photoId')`)
    .execute();
}

/** Items in order after the index, of the states given. */
export async function listItems(
  store: TenantStore,
  jobId: string,
  page: { readonly afterIndex: number; readonly countMax: number; readonly states?: readonly JobState[] },
): Promise<JobItemRow[]> {
  return store.read((trx) => {
    const query = trx
      .selectFrom('job_items')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('job_id', '=', jobId)
      .where('index', '>', page.afterIndex);
    const chosen = page.states === undefined ? query : query.where('state', 'in', page.states);
    return chosen.orderBy('index').limit(page.countMax).execute();
  });
}

/** How many items are in which state. */
export async function countItems(store: TenantStore, jobId: string): Promise<Readonly<Record<JobState, number>>> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('job_items')
      .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
      .where('tenant_id', '=', store.tenantId)
      .where('job_id', '=', jobId)
      .groupBy('state')
      .execute(),
  );
  const none = { queued: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
}

export interface ItemChanges {
  readonly state?: JobState;
  readonly checkpoint?: object;
  readonly result?: object;
  readonly failure?: StoredFailure;
}

/** Writes an item under the lease of its job, and counts ended items as progress. @throws Fault job.conflict */
export async function saveItem(unit: Unit, lease: JobLease, index: number, changes: ItemChanges): Promise<void> {
  await checkJobLease(unit, lease);
  const { trx, tenantId, now } = unit;
  const { state, checkpoint, result, failure } = changes;
  const ended = state !== undefined && hasEnded({ state });
  await trx
    .updateTable('job_items')
    .set({
      ...(state === undefined ? {} : { state }),
      ...(checkpoint === undefined ? {} : { checkpoint: JSON.stringify(checkpoint) }),
      ...(result === undefined ? {} : { result: JSON.stringify(result) }),
      ...(failure === undefined ? {} : { failure: JSON.stringify(failure) }),
      ...(ended ? { finished_at: now } : {}),
    })
    .where('tenant_id', '=', tenantId)
    .where('job_id', '=', lease.jobId)
    .where('index', '=', index)
    .execute();
  if (ended) {
    const done = trx
      .selectFrom('job_items')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('tenant_id', '=', tenantId)
      .where('job_id', '=', lease.jobId)
      .where('state', 'in', endedStates);
    await trx
      .updateTable('jobs')
      .set({ done: sql<number>`(${done})`, setbacks: 1 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', lease.jobId)
      .execute();
  }
  unit.touched.add(jobSignal(lease.jobId));
}

/** Ends jobs that nobody has begun before their deadline; one that was begun is ended by a runner. */
export async function expireWaiting(system: Scope): Promise<void> {
  await system.write(async (unit) => {
    const late = await unit.trx
      .selectFrom('jobs')
      .select('id')
      .where('state', '=', 'queued')
      .where('attempt', '=', 0)
      .where('deadline_at', '<=', unit.now)
      .limit(itemsPerInsert)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id } of late) await setEnd(unit, id, { state: 'expired' });
  });
}

/** Finished jobs that are to be removed, with their tenant. */
export async function expiredJobs(
  system: Scope,
  countMax: number,
): Promise<readonly { readonly id: string; readonly tenantId: string }[]> {
  return system.read((trx) =>
    trx
      .selectFrom('jobs')
      .select(['id', 'tenant_id as tenantId'])
      .where('expires_at', '<=', system.now())
      .orderBy('expires_at')
      .limit(countMax)
      .execute(),
  );
}
