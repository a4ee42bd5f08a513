/**
 * The edit of one photo: of a one-shot edit, or of an item of a batch. Each step is committed with a checkpoint, and the
 * whole goes on from there after a crash.
 */
import { emptyRecipe } from '@safelight/core';
import type { Problem, Recipe } from '@safelight/core';
import { mergeRecipes } from '@safelight/recipe';
import type { TenantContext } from '../context.ts';
import { importPhoto } from '../editing/photos.ts';
import { convert } from '../editing/recipeFormats.ts';
import type { EditCheckpoint, EditResult, EditWork } from '../schemas/work.ts';
import type { JobLease } from '../store/jobs.ts';
import { appendEvents } from '../store/log.ts';
import { getPhoto } from '../store/photos.ts';
import { listRenders } from '../store/renders.ts';
import type { PhotoRow } from '../store/schema.ts';
import { addSession } from '../store/sessions.ts';
import type { Unit } from '../store/store.ts';
import { addTurn } from '../store/turns.ts';
import { renderOutput } from './renderOutput.ts';
import { turnEnd } from './turn.ts';

export interface EditTask {
  readonly context: TenantContext;
  readonly lease: JobLease;
  readonly keyId: string;
  /** The job's item; 0 where it has none. */
  readonly item: number;
  readonly work: EditWork;
  readonly checkpoint: EditCheckpoint;
  /** Writes the checkpoint in the unit that did the step, and checks the lease. */
  readonly save: (unit: Unit, checkpoint: EditCheckpoint) => Promise<void>;
  readonly signal: AbortSignal;
}

export async function editPhoto(task: EditTask): Promise<EditResult> {
  const { context, work, signal } = task;
  const { photo, checkpoint: withPhoto } = await takePhoto(task);
  const { base, checkpoint } = await openSession({ ...task, checkpoint: withPhoto }, photo);
  const { sessionId = '', turnId = null } = checkpoint;
  const end = turnId === null ? null : await turnEnd(context, { sessionId, turnId }, signal);
  const recipe = end?.recipe ?? base;
  const warnings = await renderAll(task, photo.id, recipe);
  return {
    ...{ photoId: photo.id, sessionId, turnId, scores: end?.scores ?? null },
    recipe: recipe as EditResult['recipe'],
    ...{ notDone: [...(end?.notDone ?? [])], missed: [...(end?.missed ?? [])] },
    warnings: distinct([...checkpoint.warnings, ...warnings]),
    ...(work.instruction === null ? { turnId: null } : {}),
  };
}

async function takePhoto(task: EditTask): Promise<{ photo: PhotoRow; checkpoint: EditCheckpoint }> {
  const { context, work, checkpoint, signal, save } = task;
  const { store } = context;
  if (checkpoint.photoId !== undefined) return { photo: await getPhoto(store, checkpoint.photoId), checkpoint };
  if ('id' in work.photo) {
    const photo = await getPhoto(store, work.photo.id);
    return { photo, checkpoint: { ...checkpoint, photoId: photo.id } };
  }
  const { url, ...wishes } = work.photo;
  const { id } = await importPhoto(context, url, signal, wishes);
  const next = { ...checkpoint, photoId: id };
  await store.write((unit) => save(unit, next));
  return { photo: await getPhoto(store, id), checkpoint: next };
}

/** Opens a session that begins with the recipe, and asks for the turn: one step, so a crash leaves all or nothing. */
async function openSession(task: EditTask, photo: PhotoRow): Promise<{ base: Recipe; checkpoint: EditCheckpoint }> {
  const { context, work, checkpoint, save, keyId } = task;
  const { recipe: base, warnings } = await baseOf(task, photo);
  if (checkpoint.sessionId !== undefined) return { base, checkpoint };
  const { instruction, options } = work;
  const next = await context.store.write(async (unit): Promise<EditCheckpoint> => {
    const sessionId = await addSession(unit, photo);
    if (base !== emptyRecipe) {
      await appendEvents(unit, sessionId, [
        { type: 'recipe.changed', recipe: base, image: null, origin: { type: 'set' } },
      ]);
    }
    const turnId =
      instruction === null ? {} : { turnId: await addTurn(unit, { sessionId, instruction, options, keyId }) };
    const opened = { ...checkpoint, warnings: [...warnings], sessionId, ...turnId };
    await save(unit, opened);
    return opened;
  });
  return { base, checkpoint: next };
}

/** The XMP's recipe with the given one laid over it. */
async function baseOf(
  { context, work, signal }: EditTask,
  photo: PhotoRow,
): Promise<{ readonly recipe: Recipe; readonly warnings: readonly Problem[] }> {
  const over = work.recipe ?? emptyRecipe;
  if (work.xmp === null) return { recipe: over, warnings: [] };
  const input = { input: { xmp: work.xmp }, photoKind: photo.kind, photoFileName: photo.file_name };
  const { recipe, warnings } = await convert(context, input, signal);
  return { recipe: work.recipe === null ? recipe : mergeRecipes(recipe, over), warnings };
}

/** Renders the outputs that are not there yet. */
async function renderAll(task: EditTask, photoId: string, recipe: Recipe): Promise<readonly Problem[]> {
  const { context, lease, keyId, item, work, signal } = task;
  const done = await listRenders(context.store, lease.jobId, [item]);
  const places = new Set(done.map(({ place }) => place));
  const warnings: Problem[] = [];
  for (const [place, spec] of work.outputs.entries()) {
    if (places.has(place)) continue;
    const at = { jobId: lease.jobId, item, place };
    warnings.push(...(await renderOutput({ context, lease, keyId, at, photoId, recipe, spec, signal })));
  }
  return warnings;
}

/** Several outputs of one recipe have the same warnings. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.field}`, problem])).values()];
}
