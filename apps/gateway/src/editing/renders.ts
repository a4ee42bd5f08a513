/** Finished pictures, made as jobs and kept for a week. */
import { Fault, newId } from '@safelight/core';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { renderResultSchema, renderWorkSchema } from '../schemas/work.ts';
import type { RenderWork } from '../schemas/work.ts';
import type { FullRenderSpec } from '../schemas/output.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import * as jobs from '../store/jobs.ts';
import { getPhoto } from '../store/photos.ts';
import * as rows from '../store/renders.ts';
import type { RenderRow } from '../store/schema.ts';
import { getSession } from '../store/sessions.ts';
import { readChange } from './change.ts';
import type { ChangeWish } from './change.ts';
import { jobView } from './jobs.ts';
import type { JobView } from './jobs.ts';

export interface RenderRequest {
  readonly photoId: string;
  readonly change: Omit<ChangeWish, 'instruction'>;
  readonly output: FullRenderSpec;
  readonly deadlineMs?: number | undefined;
}

export interface RenderView extends JobView {
  readonly photoId: string;
  readonly output: FullRenderSpec;
  readonly warnings: readonly { readonly code: string; readonly field: string; readonly message: string }[];
  /** Null until it is finished. */
  readonly render: RenderRow | null;
}

/** The photo of a render that names none. @throws Fault session.notFound, request.invalid */
export async function photoOfSession({ store }: TenantContext, sessionId: string | undefined): Promise<string> {
  if (sessionId !== undefined) return (await getSession(store, sessionId)).photo_id;
  throw new Fault('request.invalid', 'Name a photo, or a session whose photo it is.', { field: 'photoId' });
}

/** @throws Fault photo.notFound, quota.exceeded, and what is wrong with the recipe */
export async function createRender(
  context: CallerContext,
  request: RenderRequest,
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  const photo = await getPhoto(context.store, request.photoId);
  const { recipe, xmp } = await readChange(context, request.change);
  await checkQuota(context, { pixels: areaOf(photo, request.output) });
  const work = { photoId: photo.id, recipe, xmp, output: request.output };
  return context.store.write((unit) =>
    once(unit, key, async () => {
      const id = newId('rnd');
      await jobs.addJob(unit, {
        ...{ id, keyId: context.identity.keyId, kind: 'render', request: work, total: 1 },
        deadlineMs: request.deadlineMs ?? gatewayLimits.jobDeadlineMs,
      });
      return { id };
    }),
  );
}

/** Pixels of the picture, before any crop. */
export function areaOf(
  photo: { readonly width: number; readonly height: number },
  output: Pick<FullRenderSpec, 'longEdgeMaxPixels'>,
): number {
  const { width, height } = photo;
  const scale = Math.min(1, (output.longEdgeMaxPixels ?? Infinity) / Math.max(width, height));
  return Math.round(width * scale) * Math.round(height * scale);
}

/** @throws Fault job.notFound */
export async function getRender(context: TenantContext, id: string): Promise<RenderView> {
  const job = await jobs.getJob(context.store, id, 'render');
  const work: RenderWork = renderWorkSchema.parse(job.request);
  const [render] = await rows.listRenders(context.store, id, [0]);
  const { warnings } = renderResultSchema.parse(job.result ?? {});
  return { ...jobView(job), photoId: work.photoId, output: work.output, warnings, render: render ?? null };
}

/** The bytes of a finished render, of a render job or of any other. @throws Fault render.notFound */
export async function getRenderContent(
  context: TenantContext,
  id: string,
): Promise<{ readonly render: RenderRow; readonly data: Uint8Array }> {
  const render = await rows.getRender(context.store, id);
  return { render, data: await context.blobs.get(render.sha256) };
}
