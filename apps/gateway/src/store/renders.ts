/** The index of finished renders. Bytes live in the blob store. */
import { Fault } from '@safelight/core';
import type { ImageRef } from '@safelight/core';
import type { RenderRow } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';
import { trashUnused } from './trash.ts';

/** Which output of which item of a job. */
export interface RenderPlace {
  readonly jobId: string;
  readonly item: number;
  readonly place: number;
}

export interface NewRender extends RenderPlace {
  readonly id: string;
  readonly photoId: string;
  readonly output: object;
  readonly image: ImageRef;
  readonly sizeBytes: number;
  readonly fileName: string;
}

export async function addRender({ trx, tenantId, now }: Unit, render: NewRender): Promise<void> {
  const { image } = render;
  await trx
    .insertInto('renders')
    .values({
      ...{ id: render.id, tenant_id: tenantId, job_id: render.jobId, item: render.item, place: render.place },
      ...{ photo_id: render.photoId, output: JSON.stringify(render.output), file_name: render.fileName },
      ...{ sha256: image.sha256, media_type: image.mediaType, width: image.width, height: image.height },
      ...{ size_bytes: render.sizeBytes, created_at: now },
    })
    .execute();
}

/** @throws Fault render.notFound */
export async function getRender(store: TenantStore, id: string): Promise<RenderRow> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('renders')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (row !== undefined) return row;
  throw new Fault('render.notFound', `There is no finished render "${id}". Ask for /v1/renders/${id} how far it is.`, {
    field: 'renderId',
  });
}

/** What the items of a job have rendered, in order. */
export async function listRenders(store: TenantStore, jobId: string, items?: readonly number[]): Promise<RenderRow[]> {
  if (items?.length === 0) return [];
  return store.read((trx) => {
    const query = trx
      .selectFrom('renders')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('job_id', '=', jobId);
    const chosen = items === undefined ? query : query.where('item', 'in', items);
    return chosen.orderBy('item').orderBy('place').execute();
  });
}

/** Removes a finished job with its items and renders, and throws away bytes that only they named. */
export async function removeJob(unit: Unit, jobId: string): Promise<void> {
  const { trx, tenantId } = unit;
  const renders = await trx
    .deleteFrom('renders')
    .where('tenant_id', '=', tenantId)
    .where('job_id', '=', jobId)
    .returning('sha256')
    .execute();
  await trx.deleteFrom('jobs').where('tenant_id', '=', tenantId).where('id', '=', jobId).execute();
  await trashUnused(
    unit,
    renders.map(({ sha256 }) => sha256),
  );
}
