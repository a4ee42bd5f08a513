/** Takes jobs under leases and has their handlers bring them to their ends. */
import { newId, toFault } from '@safelight/core';
import type { Fault } from '@safelight/core';
import { inBackground, traced } from '@safelight/service-kit';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { jobEnded, jobPutOff, runnerFailed } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { backoffMs } from '../retry.ts';
import {
  claimJob,
  endJob,
  expireWaiting,
  getJob,
  jobSignal,
  jobsSignal,
  nextJobTime,
  putOffJob,
  releaseJob,
  renewJob,
} from '../store/jobs.ts';
import type { JobEnd, JobLease } from '../store/jobs.ts';
import type { JobKind, JobRow } from '../store/schema.ts';
import { judge } from './job.ts';
import type { JobHandler, JobRun } from './job.ts';
import { removeExpired } from './sweep.ts';

export type JobHandlers = Readonly<Record<JobKind, JobHandler>>;

/** Kinds that share places in a runner: those that wait for others must not keep those from working that work. */
interface Lane {
  readonly kinds: readonly JobKind[];
  readonly countMax: number;
}

const lanes: readonly Lane[] = [
  { kinds: ['edit', 'batch'], countMax: gatewayLimits.waitingJobsCount },
  { kinds: ['render', 'evaluation-batch'], countMax: gatewayLimits.workingJobsCount },
];

const { leaseMs } = gatewayLimits;
/** Waits between attempts at a job that failed for a reason that passes: from about 2 s, doubled up to a minute. */
const retrySteps = 3;
const retryMsMax = 60_000;
const sweepMs = 60_000;

/** Runs jobs until disposed; jobs under way go back to the queue then. */
export function startJobRunner(context: GatewayContext, handlers: JobHandlers): AsyncDisposable {
  return inBackground(async (signal) => {
    await Promise.all([...lanes.map((lane) => work(context, handlers, lane, signal)), sweep(context, signal)]);
  });
}

async function work(context: GatewayContext, handlers: JobHandlers, lane: Lane, signal: AbortSignal): Promise<void> {
  const { store, logger } = context;
  const owner = newId('req');
  using watch = store.signals.watch(jobsSignal);
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    let timeoutMs = leaseMs / 3;
    try {
      while (!signal.aborted && running.size < lane.countMax) {
        const job = await claimJob(store.system, lane.kinds, owner, leaseMs);
        if (job === null) break;
        const work = traced(
          `job ${job.kind}`,
          { kind: 'consumer', parent: job.traceparent, attributes: jobAttributes(job) },
          () => hold(context, handlers[job.kind], job, signal),
        ).finally(() => {
          running.delete(work);
          watch.wake();
        });
        running.add(work);
      }
      const next = await nextJobTime(store.system, lane.kinds);
      if (next !== null) timeoutMs = Math.min(timeoutMs, Math.max(0, next.getTime() - store.now().getTime()));
    } catch (error) {
      runnerFailed(logger, toFault(error));
    }
    // The time-out finds jobs whose runner died elsewhere.
    await watch.wait({ timeoutMs, signal });
  }
  await Promise.all(running);
}

const jobAttributes = ({ id, attempt }: JobRow) => ({ 'safelight.job': id, 'safelight.attempt': attempt });

/** Why a job is stopped before its end. */
type Stop = 'canceled' | 'expired';

/** Works on one job while its lease is renewed; never throws. */
async function hold(context: GatewayContext, handler: JobHandler, job: JobRow, stopping: AbortSignal): Promise<void> {
  const tenant = tenantContext(context, job.tenant_id);
  const { store, logger } = tenant;
  const lease: JobLease = { jobId: job.id, token: job.token };
  const lost = new AbortController();
  const stopped = new AbortController();
  let stop: Stop | null = job.cancel_requested ? 'canceled' : null;
  const stopFor = (reason: Stop) => {
    stop ??= reason;
    stopped.abort();
  };
  const renewal = setInterval(() => {
    renewJob(store, lease, leaseMs).catch((error: unknown) => lost.abort(error));
  }, leaseMs / 3);
  const deadline = setTimeout(() => stopFor('expired'), remainingMs(job, store.now()));
  const done = new AbortController();
  const watching = watchForCancel(tenant.store, job.id, () => stopFor('canceled'), done.signal);
  const run: JobRun = {
    ...{ context: tenant, job, lease },
    signal: AbortSignal.any([stopping, lost.signal, stopped.signal]),
  };
  try {
    if (stop !== null) stopped.abort();
    const end = await attempt(handler, run, () => stop);
    if (end === null) await releaseJob(store, lease);
    else if ('waitMs' in end) {
      await putOffJob(store, lease, end.waitMs);
      jobPutOff(logger, job, end.fault);
    } else {
      await store.write((unit) => endJob(unit, lease, end));
      jobEnded(logger, job, end);
    }
  } catch (error) {
    // The lease is lost or the database is away: the job is left to whoever takes it up when the lease has run out.
    runnerFailed(logger, toFault(error));
  } finally {
    clearInterval(renewal);
    clearTimeout(deadline);
    done.abort();
    await watching;
  }
}

/** How the attempt ended; null = the runner stops, and the job goes on elsewhere. @throws when the lease is lost */
async function attempt(
  handler: JobHandler,
  run: JobRun,
  stop: () => Stop | null,
): Promise<JobEnd | { readonly waitMs: number; readonly fault: Fault } | null> {
  const { job, signal } = run;
  try {
    signal.throwIfAborted();
    if (job.setbacks > gatewayLimits.jobSetbacksCount) return { state: 'failed', failure: tooManyAttempts(job) };
    return { state: 'succeeded', result: await handler.run(run) };
  } catch (error) {
    const reason = stop();
    if (reason !== null) {
      await handler.abandon?.({ ...run, signal: AbortSignal.timeout(gatewayLimits.shortDeadlineMs) });
      return { state: reason };
    }
    if (signal.aborted) {
      if (signal.reason instanceof Error && toFault(signal.reason).code === 'job.conflict') throw signal.reason;
      return null;
    }
    const { fault, passes } = judge(error);
    if (fault.code === 'job.conflict') throw fault;
    const { code, message, retryable } = fault;
    const setbacks = await setbacksOf(run);
    if (passes && setbacks < gatewayLimits.jobSetbacksCount) {
      return { waitMs: backoffMs(setbacks + retrySteps, retryMsMax), fault };
    }
    return { state: 'failed', failure: { code, message, retryable } };
  }
}

/** Fewer than at the start of the attempt when it got on. */
async function setbacksOf({ context, job }: JobRun): Promise<number> {
  return getJob(context.store, job.id).then(
    ({ setbacks }) => setbacks,
    () => job.setbacks,
  );
}

function remainingMs(job: JobRow, now: Date): number {
  return Math.max(0, job.deadline_at.getTime() - now.getTime());
}

async function watchForCancel(
  store: JobRun['context']['store'],
  jobId: string,
  onCancel: () => void,
  signal: AbortSignal,
): Promise<void> {
  using watch = store.signals.watch(jobSignal(jobId));
  while (!signal.aborted) {
    // A signal may be missed when the connection that listens is lost; the time-out bounds what that costs.
    await watch.wait({ signal, timeoutMs: leaseMs / 3 });
    if (signal.aborted) return;
    const asked = await getJob(store, jobId).then(
      (job) => job.cancel_requested,
      () => false,
    );
    if (asked) return onCancel();
  }
}

async function sweep(context: GatewayContext, signal: AbortSignal): Promise<void> {
  using watch = context.store.signals.watch('jobs:sweep');
  while (!signal.aborted) {
    try {
      await expireWaiting(context.store.system);
      await removeExpired(context, signal);
    } catch (error) {
      if (!signal.aborted) runnerFailed(context.logger, toFault(error));
    }
    await watch.wait({ timeoutMs: sweepMs, signal });
  }
}

function tooManyAttempts({ setbacks }: JobRow): { code: 'internal'; message: string; retryable: false } {
  return {
    code: 'internal',
    message: `The job was started ${setbacks - 1} times without getting on. Look into the log before asking again.`,
    retryable: false,
  };
}
