/** What the runner of jobs and the handlers of their kinds agree on. */
import { toFault } from '@safelight/core';
import type { Fault } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { passes } from '../runner/ours.ts';
import { saveJob } from '../store/jobs.ts';
import type { JobChanges, JobLease } from '../store/jobs.ts';
import type { JobRow } from '../store/schema.ts';
import type { Unit } from '../store/store.ts';

/** One attempt at a job, under its lease. */
export interface JobRun {
  readonly context: TenantContext;
  readonly job: JobRow;
  readonly lease: JobLease;
  /** Aborts when the runner stops, the lease is lost, the deadline has passed, or somebody asked to cancel. */
  readonly signal: AbortSignal;
}

export interface JobHandler {
  /**
   * Brings the job to its end and answers its result. It goes on from what earlier attempts committed: an undisturbed
   * job sees nothing that a resumed one does not.
   */
  run(run: JobRun): Promise<object>;
  /** Ends what the job began elsewhere, such as a turn; called when it was canceled or its deadline has passed. */
  abandon?(run: JobRun): Promise<void>;
}

/** Writes progress together with what it is the progress of. @throws Fault job.conflict when the lease is lost */
export async function commitJob(
  { context, lease }: JobRun,
  changes: JobChanges,
  effect: (unit: Unit) => Promise<void> = async () => undefined,
): Promise<void> {
  await context.store.write(async (unit) => {
    await saveJob(unit, lease, changes);
    await effect(unit);
  });
}

/** A fault after which another attempt would only find the same: what failed has been tried again already. */
export class FinalFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message, { cause: fault });
    this.fault = fault;
  }
}

/** The fault of whatever was thrown, and whether it says that something all work needs is away for now. */
export function judge(thrown: unknown): { readonly fault: Fault; readonly passes: boolean } {
  if (thrown instanceof FinalFault) return { fault: thrown.fault, passes: false };
  const fault = toFault(thrown);
  return { fault, passes: passes(fault.code) };
}
