/** Removes finished jobs whose time is over, and bytes that were thrown away. */
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { emptyTrash } from '../editing/keep.ts';
import { expiredJobs } from '../store/jobs.ts';
import { removeJob } from '../store/renders.ts';
import { listTrash } from '../store/trash.ts';

const rowsPerSweepMax = 100;

export async function removeExpired(context: GatewayContext, signal: AbortSignal): Promise<void> {
  const { system } = context.store;
  for (const { id, tenantId } of await expiredJobs(system, rowsPerSweepMax)) {
    signal.throwIfAborted();
    await context.store.tenant(tenantId).write((unit) => removeJob(unit, id));
  }
  const trash = await listTrash(system, rowsPerSweepMax);
  for (const tenantId of new Set(trash.map((row) => row.tenant_id))) {
    signal.throwIfAborted();
    await emptyTrash(tenantContext(context, tenantId));
  }
}
