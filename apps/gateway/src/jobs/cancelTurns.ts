/** Stops the turns that a job has asked for. */
import type { TenantContext } from '../context.ts';
import { cancelTurn } from '../editing/turns.ts';
import { editCheckpointSchema } from '../schemas/work.ts';
import { getJob, listItems } from '../store/jobs.ts';

const itemsPerReadMax = 200;

/** Of an edit, or of all items of a batch that are under way. Turns that have ended stay as they are. */
export async function cancelTurns(context: TenantContext, jobId: string): Promise<void> {
  const job = await getJob(context.store, jobId);
  if (job.kind === 'edit') await cancel(context, job.checkpoint);
  for (let afterIndex = -1; ;) {
    const items = await listItems(context.store, jobId, { afterIndex, countMax: itemsPerReadMax, states: ['running'] });
    for (const { checkpoint } of items) await cancel(context, checkpoint);
    if (items.length < itemsPerReadMax) return;
    afterIndex = items.at(-1)?.index ?? afterIndex;
  }
}

async function cancel(context: TenantContext, checkpoint: object): Promise<void> {
  const { sessionId, turnId } = editCheckpointSchema.parse(checkpoint);
  if (sessionId !== undefined && turnId !== undefined) await cancelTurn(context, sessionId, turnId);
}
