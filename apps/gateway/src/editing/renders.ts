/** Finished pictures, made as jobs and kept for a week. */
import { Fault, newId } from '@safelight/core';
import type { Problem } from '@safelight/core';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { renderResultSchema, renderWorkSchema } from '../schemas/work.ts';
import type { RenderWork } from '../schemas/work.ts';
import { renderSpecSchema } from '../schemas/output.ts';
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
import { deadlineMsOf, jobView } from './jobs.ts';
import type { JobView, JobWish } from './jobs.ts';

export interface RenderRequest extends JobWish {
  /** Default: the photo of the session that the change begins with. */
  readonly photoId?: string | undefined;
  readonly change: Omit<ChangeWish, 'instruction'>;
  readonly output: FullRenderSpec;
}

export interface RenderView extends JobView {
  readonly photoId: string;
  readonly output: FullRenderSpec;
  readonly warnings: readonly Problem[];
  /** Null until it is finished. */
  readonly rendered: RenderedView | null;
}

/** A finished picture. */
export interface RenderedView {
  readonly id: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly fileName: string;
  readonly output: FullRenderSpec;
}

/** @throws Fault photo.notFound, session.notFound, request.invalid, quota.exceeded, and what is wrong with the recipe */
export async function createRender(
  context: CallerContext,
  request: RenderRequest,
  key: IdempotencyKey | null,
): Promise<{ readonly id: string }> {
  const photo = await getPhoto(context.store, request.photoId ?? (await photoOfSession(context, request.change)));
  const { recipe, xmp } = await readChange(context, request.change);
  await checkQuota(context, { pixels: areaOf(photo, request.output) });
  const work = { photoId: photo.id, recipe, xmp, output: request.output };
  return context.store.write((unit) =>
    once(unit, key, async () => {
      const id = newId('rnd');
      await jobs.addJob(unit, {
        ...{ id, keyId: context.identity.keyId, kind: 'render', request: work, total: 1 },
        deadlineMs: deadlineMsOf(request, gatewayLimits.jobDeadlineMs),
      });
      return { id };
    }),
  );
}

async function photoOfSession({ store }: TenantContext, { sessionId }: ChangeWish): Promise<string> {
  if (sessionId !== undefined) return (await getSession(store, sessionId)).photo_id;
  throw new Fault('request.invalid', 'Name a photo, or a session whose photo it is.', { field: 'photoId' });
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
  const rendered = render === undefined ? null : renderedOf(render);
  return { ...jobView(job), photoId: work.photoId, output: work.output, warnings, rendered };
}

/** The bytes of a finished render, of a render job or of any other. @throws Fault render.notFound */
export async function getRenderContent(
  context: TenantContext,
  id: string,
): Promise<{ readonly rendered: RenderedView; readonly data: Uint8Array }> {
  const rendered = renderedOf(await rows.getRender(context.store, id));
  return { rendered, data: await context.blobs.get(rendered.sha256) };
}

export function renderedOf(row: RenderRow): RenderedView {
  return {
    ...{ id: row.id, sha256: row.sha256, mediaType: row.media_type, width: row.width, height: row.height },
    ...{ sizeBytes: Number(row.size_bytes), fileName: row.file_name, output: renderSpecSchema.parse(row.output) },
  };
}
