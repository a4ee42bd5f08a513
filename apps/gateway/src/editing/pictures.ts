import type { TenantContext } from '../context.ts';
import type { Picture } from '../schemas/work.ts';
import { getPhoto } from '../store/photos.ts';
import { getRender } from '../store/renders.ts';

/** The bytes of an original or of a finished render. @throws Fault photo.notFound, render.notFound */
export async function pictureBytes(context: TenantContext, picture: Picture): Promise<Uint8Array> {
  const { sha256 } = await pictureRow(context, picture);
  return context.blobs.get(sha256);
}

/** @throws Fault photo.notFound, render.notFound */
export async function pictureRow({ store }: TenantContext, picture: Picture): Promise<{ readonly sha256: string }> {
  return 'photoId' in picture ? getPhoto(store, picture.photoId) : getRender(store, picture.renderId);
}
