/** Long work in the shapes of the contract. */
import type { CallerContext } from '../../context.ts';
import type { EditBatchView } from '../../editing/batches.ts';
import { getEdit } from '../../editing/edits.ts';
import type { JobView } from '../../editing/jobs.ts';
import { getRender } from '../../editing/renders.ts';

export async function readEdit(caller: CallerContext, id: string) {
  const { photoId, sessionId, turnId, recipe, scores, notDone, missed, warnings, outputs, ...job } = await getEdit(
    caller,
    id,
  );
  const about = { photoId, sessionId, turnId, recipe, scores, notDone, missed, warnings, outputs };
  return { job: job satisfies JobView, ...about };
}

export async function readRender(caller: CallerContext, id: string) {
  const { photoId, output, warnings, rendered, ...job } = await getRender(caller, id);
  return { job: job satisfies JobView, photoId, output, warnings, rendered };
}

export function batchOf({ mode, instruction, leader, items, ...job }: EditBatchView) {
  return { job: job satisfies JobView, mode, instruction, leader, items };
}
