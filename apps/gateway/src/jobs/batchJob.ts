/**
 * One change for many photos. `adapt`: the agent edits each. `sync`: one recipe for all, as it is; with an instruction the
 * agent edits the first photo that it can, and the others get that recipe. An item that fails stops no other.
 */
import type { Recipe } from '@safelight/core';
import { limitsOf } from '../auth/limitsOf.ts';
import { pickGroups } from '../editing/groups.ts';
import { gatewayLimits } from '../limits.ts';
import { batchCheckpointSchema, batchItemSchema, batchWorkSchema, editCheckpointSchema } from '../schemas/work.ts';
import type { BatchWork, EditResult, EditWork } from '../schemas/work.ts';
import { countItems, listItems, saveItem, saveJob } from '../store/jobs.ts';
import type { JobItemRow } from '../store/schema.ts';
import { cancelTurns } from './cancelTurns.ts';
import { editPhoto } from './editPhoto.ts';
import { judge } from './job.ts';
import type { JobHandler, JobRun } from './job.ts';

const itemsPerReadMax = 50;
const open = ['queued', 'running'] as const;

export const batchJob: JobHandler = {
  async run(run) {
    const work = batchWorkSchema.parse(run.job.request);
    const leading = work.mode === 'sync' && work.instruction !== null;
    const change = leading ? await lead(run, work) : work;
    if (change !== null) await editAll(run, change);
    const { succeeded, failed } = await countItems(run.context.store, run.job.id);
    return { succeeded, failed };
  },

  async abandon({ context, job }) {
    await cancelTurns(context, job.id);
  },
};

/** Has the agent edit photos in order until one comes out well. Null when none did: then there is nothing left to do. */
async function lead(run: JobRun, work: BatchWork): Promise<BatchWork | null> {
  const { context, job, lease } = run;
  const copies = (recipe: Recipe): BatchWork => ({
    ...{ ...work, instruction: null, xmp: null },
    recipe: pickGroups(recipe, work.groups) as BatchWork['recipe'],
  });
  const known = batchCheckpointSchema.parse(job.checkpoint).recipe;
  if (known !== undefined) return copies(known);
  for (let afterIndex = -1; ;) {
    const [item] = await listItems(context.store, job.id, { afterIndex, countMax: 1, states: open });
    if (item === undefined) return null;
    // The item and whose recipe the others get are committed together.
    const result = await editItem(run, work, item, (unit, { recipe }) =>
      saveJob(unit, lease, { checkpoint: { leader: item.index, recipe } }),
    );
    if (result !== null) return copies(result.recipe);
    afterIndex = item.index;
  }
}

/** Works on the items that are left, a few at once; fewer where the plan says so. */
async function editAll(run: JobRun, work: BatchWork): Promise<void> {
  const { context, job } = run;
  const { workInFlightCount } = await limitsOf(context);
  const countMax = Math.max(1, Math.min(gatewayLimits.batchItemsInFlightCount, workInFlightCount));
  // Items that were begun go first: a runner that takes the batch over brings them to their ends.
  const waiting = itemsOf(run);
  const stopping = new AbortController();
  const group = { ...run, signal: AbortSignal.any([run.signal, stopping.signal]) };
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let next = await waiting.next(); next.done !== true; next = await waiting.next()) {
      await editItem(group, work, next.value);
    }
  };
  await Promise.all(
    Array.from({ length: countMax }, () =>
      worker().catch((error: unknown) => {
        failures.push(error);
        stopping.abort(error);
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
  context.logger.debug({ event: 'batch.itemsDone', id: job.id }, 'all items of the batch have ended');
}

/** Open items in order, read as they are needed. */
async function* itemsOf({ context, job }: JobRun): AsyncGenerator<JobItemRow> {
  for (let afterIndex = -1; ;) {
    const items = await listItems(context.store, job.id, { afterIndex, countMax: itemsPerReadMax, states: open });
    for (const item of items) yield item;
    if (items.length < itemsPerReadMax) return;
    afterIndex = items.at(-1)?.index ?? afterIndex;
  }
}

type AlsoSave = (unit: Parameters<typeof saveItem>[0], result: EditResult) => Promise<void>;

/**
 * Brings one item to its end; null when it failed for a reason of its own.
 * @throws what ends the whole attempt: the lease is lost, the runner stops, a neighbour is away
 */
async function editItem(
  run: JobRun,
  work: BatchWork,
  item: JobItemRow,
  also: AlsoSave = async () => undefined,
): Promise<EditResult | null> {
  const { context, job, lease, signal } = run;
  const { index } = item;
  signal.throwIfAborted();
  const { photoId } = batchItemSchema.parse(item.request);
  const { instruction, recipe, xmp, outputs, options } = work;
  const change: EditWork = { photo: { id: photoId }, instruction, recipe, xmp, outputs, options };
  try {
    await context.store.write((unit) => saveItem(unit, lease, index, { state: 'running' }));
    const result = await editPhoto({
      ...{ context, lease, signal, keyId: job.key_id, item: index, work: change },
      checkpoint: editCheckpointSchema.parse(item.checkpoint),
      save: (unit, checkpoint) => saveItem(unit, lease, index, { checkpoint }),
    });
    await context.store.write(async (unit) => {
      await saveItem(unit, lease, index, { state: 'succeeded', result });
      await also(unit, result);
    });
    return result;
  } catch (error) {
    const { fault, passes } = judge(error);
    // When something that all items need is away, the whole batch waits for it.
    if (signal.aborted || fault.code === 'job.conflict' || passes) throw error;
    const { code, message, retryable } = fault;
    await context.store.write((unit) =>
      saveItem(unit, lease, index, { state: 'failed', failure: { code, message, retryable } }),
    );
    return null;
  }
}
