/** Long work in the shapes of the contract. */
import type { CallerContext } from '../../context.ts';
import type { EditBatchView } from '../../editing/batches.ts';
import { getEdit } from '../../editing/edits.ts';
import type { JobView } from '../../editing/jobs.ts';
import { getRender } from '../../editing/renders.ts';
import { problemSchema } from '../../schemas/recipe.ts';
import { renderSpecSchema } from '../../schemas/output.ts';
import type { RenderRow } from '../../store/schema.ts';

export function renderedOf(row: RenderRow) {
  return {
    ...{ id: row.id, sha256: row.sha256, mediaType: row.media_type, width: row.width, height: row.height },
    ...{ sizeBytes: Number(row.size_bytes), fileName: row.file_name, output: renderSpecSchema.parse(row.output) },
  };
}

export async function readEdit(caller: CallerContext, id: string) {
  const { photoId, sessionId, turnId, result, outputs, ...job } = await getEdit(caller, id);
  const { recipe = null, scores = null, notDone = [], missed = [], warnings = [] } = result ?? {};
  const about = { photoId, sessionId, turnId, recipe, scores, notDone, missed, warnings };
  return { job: job satisfies JobView, ...about, outputs: outputs.map(renderedOf) };
}

export async function readRender(caller: CallerContext, id: string) {
  const { photoId, output, warnings, render, ...job } = await getRender(caller, id);
  return {
    ...{ job: job satisfies JobView, photoId, output, warnings: warnings.map((one) => problemSchema.parse(one)) },
    rendered: render === null ? null : renderedOf(render),
  };
}

export function batchOf({ mode, instruction, leader, items, ...job }: EditBatchView) {
  return { job: job satisfies JobView, mode, instruction, leader, items };
}
