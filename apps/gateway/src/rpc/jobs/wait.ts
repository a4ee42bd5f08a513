import { waitForJob } from '../../editing/jobs.ts';
import type { Call } from '../guard.ts';

/** Waits for the job's end as long as the caller wishes. @throws Fault job.notFound */
export async function waited({ caller, signal }: Call, jobId: string, waitSeconds: number | undefined): Promise<void> {
  if (waitSeconds !== undefined) await waitForJob(caller, jobId, waitSeconds * 1_000, signal);
}
