import { emptyRecipe } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import { mergeRecipes } from '@safelight/recipe';
import { convert } from '../editing/recipeFormats.ts';
import { renderResultSchema, renderWorkSchema } from '../schemas/work.ts';
import type { RenderWork } from '../schemas/work.ts';
import { getPhoto } from '../store/photos.ts';
import { listRenders } from '../store/renders.ts';
import { saveJob } from '../store/jobs.ts';
import type { JobHandler, JobRun } from './job.ts';
import { renderOutput } from './renderOutput.ts';

/** `POST /v1/renders`: one picture of a photo under a recipe. The render has the id of its job. */
export const renderJob: JobHandler = {
  async run(run) {
    const { context, job, lease, signal } = run;
    const work = renderWorkSchema.parse(job.request);
    // An attempt before this one died between its commit and the end of the job; what it warned of is the checkpoint.
    const done = await listRenders(context.store, job.id, [0]);
    if (done.length > 0) return renderResultSchema.parse(job.checkpoint);
    const { recipe, warnings } = await recipeOf(run, work);
    const { photoId, output: spec } = work;
    const at = { jobId: job.id, item: 0, place: 0 };
    const task = { context, lease, signal, keyId: job.key_id, at, id: job.id, photoId, recipe, spec };
    const idle = await renderOutput(task, (unit) => saveJob(unit, lease, { checkpoint: { warnings } }));
    return { warnings: [...warnings, ...idle] };
  },
};

async function recipeOf({ context, signal }: JobRun, { photoId, recipe, xmp }: RenderWork) {
  const over: Recipe = recipe ?? emptyRecipe;
  if (xmp === null) return { recipe: over, warnings: [] };
  const photo = await getPhoto(context.store, photoId);
  const read = await convert(
    context,
    { input: { xmp }, photoKind: photo.kind, photoFileName: photo.file_name },
    signal,
  );
  return { recipe: recipe === null ? read.recipe : mergeRecipes(read.recipe, over), warnings: read.warnings };
}
