import { readPage } from '../../editing/pages.ts';
import type { PageQuery } from '../../editing/pages.ts';
import * as photos from '../../editing/photos.ts';
import type { Call } from '../guard.ts';

export async function listPhotos(query: PageQuery, { caller }: Call) {
  const name = { tenantId: caller.tenantId, list: 'photos' };
  const read = (page: Parameters<typeof photos.listPhotos>[1]) => photos.listPhotos(caller, page);
  const { rows, nextPageToken } = await readPage(name, query, read, ({ createdAt: at, id }) => ({ at, id }));
  return { photos: rows, nextPageToken };
}
