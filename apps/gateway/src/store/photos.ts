/** The index of originals, and of the pictures made from them. Bytes live in the blob store. */
import type { ImageRef } from '@safelight/core';
import { Fault } from '@safelight/core';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { NewPhotoRow, PhotoRow } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';
import { forgetImages, mayName, trashUnused } from './trash.ts';

/** For how long a photo is kept. */
export interface PhotoRetention {
  /** Null = until it is deleted. */
  readonly expiresAt: Date | null;
  readonly noStore: boolean;
}

/**
 * Lets a photo that is there be kept as long as this wish says: of several wishes the longest counts.
 * @returns null when the photo is not there any more
 */
export async function prolongPhoto(unit: Unit, id: string, wanted: PhotoRetention): Promise<PhotoRow | null> {
  const row = await unit.trx
    .updateTable('photos')
    .set((eb) => ({
      expires_at:
        wanted.expiresAt === null
          ? null
          : eb
              .case()
              .when('expires_at', 'is', null)
              .then(null)
              .else(eb.fn<Date>('greatest', ['expires_at', eb.val(wanted.expiresAt)]))
              .end(),
      no_store: wanted.noStore ? eb.ref('no_store') : false,
    }))
    .where('tenant_id', '=', unit.tenantId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first; up to `size + 1` rows. */
export async function listPhotos(store: TenantStore, page: PageRequest): Promise<PhotoRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('photos')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('deleted_at', 'is', null)
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
}

/**
 * Marks the photo as deleted and throws away its bytes and what was made of them, save what other photos have as well.
 * Its sessions and their logs stay without pictures. @throws Fault photo.notFound
 */
export async function deletePhoto(unit: Unit, id: string): Promise<void> {
  const { trx, tenantId, now } = unit;
  const photo = await trx
    .updateTable('photos')
    .set({ deleted_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('sha256')
    .executeTakeFirst();
  if (photo === undefined) throw photoNotFound(id);
  const uses = await trx
    .deleteFrom('image_uses')
    .where('tenant_id', '=', tenantId)
    .where('session_id', 'in', (eb) =>
      eb.selectFrom('sessions').select('id').where('tenant_id', '=', tenantId).where('photo_id', '=', id),
    )
    .returning('sha256')
    .execute();
  const images = await forgetImages(unit, uses);
  const renders = await trx
    .deleteFrom('renders')
    .where('tenant_id', '=', tenantId)
    .where('photo_id', '=', id)
    .returning('sha256')
    .execute();
  await trashUnused(unit, [photo.sha256, ...images, ...renders.map(({ sha256 }) => sha256)]);
}

/** Turns on the photo that wait or run. */
export async function activeTurnsOf({ trx, tenantId }: Unit, photoId: string): Promise<readonly string[]> {
  const turns = await trx
    .selectFrom('turns')
    .innerJoin('sessions', 'sessions.id', 'turns.session_id')
    .select('turns.id')
    .where('turns.tenant_id', '=', tenantId)
    .where('sessions.photo_id', '=', photoId)
    .where('turns.state', 'in', ['queued', 'running'])
    .execute();
  return turns.map(({ id }) => id);
}

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
  throw photoNotFound(id);
}

function photoNotFound(id: string): Fault {
  return new Fault('photo.notFound', `There is no photo "${id}". Upload it with POST /v1/photos first.`, {
    field: 'photoId',
  });
}

/**
 * Records a rendered picture, so that it may be served.
 * @throws Fault blob.unavailable while an equal picture is being deleted: put the bytes again, then try again
 */
export async function addImage(unit: Unit, image: ImageRef): Promise<void> {
  if (!(await mayName(unit, image.sha256))) {
    throw new Fault('blob.unavailable', 'An equal picture is being deleted at this moment. Try again in a moment.');
  }
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
