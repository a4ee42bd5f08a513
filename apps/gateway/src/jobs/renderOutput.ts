/** One finished picture of a job. */
import { newId } from '@safelight/core';
import type { Problem, Recipe } from '@safelight/core';
import { checkQuota } from '../auth/quota.ts';
import type { TenantContext } from '../context.ts';
import { renderPhoto } from '../darkroom.ts';
import { keep } from '../editing/keep.ts';
import { areaOf } from '../editing/renders.ts';
import { editedName } from '../fileNames.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import type { FullRenderSpec } from '../schemas/output.ts';
import { checkJobLease } from '../store/jobs.ts';
import type { JobLease } from '../store/jobs.ts';
import { getPhoto } from '../store/photos.ts';
import { addRender } from '../store/renders.ts';
import type { RenderPlace } from '../store/renders.ts';
import type { Unit } from '../store/store.ts';
import { countUsage } from '../store/usage.ts';
import { Slots } from './slots.ts';

export interface OutputTask {
  readonly context: TenantContext;
  readonly lease: JobLease;
  /** Usage is counted on it. */
  readonly keyId: string;
  readonly at: RenderPlace;
  /** Default: a fresh one. */
  readonly id?: string;
  readonly photoId: string;
  readonly recipe: Recipe;
  readonly spec: FullRenderSpec;
  readonly signal: AbortSignal;
}

/** Of the process: the sandbox is shared with turns, whose pictures somebody waits for. */
const slots = new Slots(gatewayLimits.rendersInFlightCount);

/**
 * Renders, keeps the bytes and commits the render together with its usage and with what `also` writes.
 * @returns settings of the recipe that had no effect
 */
export async function renderOutput(
  task: OutputTask,
  also: (unit: Unit) => Promise<void> = async () => undefined,
): Promise<readonly Problem[]> {
  const { context, lease, keyId, at, photoId, recipe, spec, signal } = task;
  const photo = await getPhoto(context.store, photoId);
  await checkQuota(context, { pixels: areaOf(photo, spec) });
  const { image, problems } = await slots.with(signal, () => {
    const output = { ...spec, keepMetadata: true };
    const options = { photoSha256: photo.sha256, recipe, output, measure: false, signal };
    return withRetries(() => renderPhoto(context, options), { signal });
  });
  const { ref, data } = image;
  await keep(
    context,
    { sha256: ref.sha256, data },
    async (unit) => {
      await checkJobLease(unit, lease);
      await addRender(unit, {
        ...at,
        ...{ id: task.id ?? newId('rnd'), photoId, output: spec, image: ref, sizeBytes: data.byteLength },
        fileName: editedName(photo.file_name, spec),
      });
      await also(unit);
      await countUsage(unit, keyId, { pixels: ref.width * ref.height });
    },
    signal,
  );
  return problems;
}
