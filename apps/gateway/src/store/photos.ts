/** The index of originals, and of the pictures made from them. Bytes live in the blob store. */
import type { ImageRef } from '@safelight/core';
import { Fault } from '@safelight/core';
import type { NewPhotoRow, PhotoRow } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';

/** Adds the photo unless one with the same bytes is there; answers the one that is there now. */
export async function addPhoto({ trx, tenantId }: Unit, photo: Omit<NewPhotoRow, 'tenant_id'>): Promise<PhotoRow> {
  await trx
    .insertInto('photos')
    .values({ ...photo, tenant_id: tenantId })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).where('deleted_at', 'is', null).doNothing())
    .execute();
  return trx
    .selectFrom('photos')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', photo.sha256)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
}

export async function findPhotoBySha256(store: TenantStore, sha256: string): Promise<PhotoRow | undefined> {
  return store.read((trx) =>
    trx
      .selectFrom('photos')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('sha256', '=', sha256)
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
  );
}

/** @throws Fault photo.notFound, also of a photo that was deleted */
export async function getPhoto(store: TenantStore, id: string): Promise<PhotoRow> {
  const photo = await store.read((trx) =>
    trx
      .selectFrom('photos')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
  );
  if (photo !== undefined) return photo;
  throw new Fault('photo.notFound', `There is no photo "${id}". Upload it with POST /v1/photos first.`, {
    field: 'photoId',
  });
}

/** Records a rendered picture, so that it may be served. */
export async function addImage(unit: Unit, image: ImageRef): Promise<void> {
  await unit.trx
    .insertInto('images')
    .values({
      tenant_id: unit.tenantId,
      sha256: image.sha256,
      media_type: image.mediaType,
      width: image.width,
      height: image.height,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).doNothing())
    .execute();
}

export async function findImage(store: TenantStore, sha256: string): Promise<ImageRef | undefined> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('images')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('sha256', '=', sha256)
      .executeTakeFirst(),
  );
  if (row === undefined) return undefined;
  return { sha256: row.sha256, mediaType: row.media_type, width: row.width, height: row.height };
}
