import type { QueryOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';
import type { Photo } from '../schemas.ts';
import { uploadOf, type PhotoSource } from '../uploads.ts';

/** `fileName` defaults to the name of the file, when it has one. */
export type CreatePhotoOptions = CallOptions & QueryOf<'createPhoto'>;

const headers = { 'content-type': 'application/octet-stream' };

function split({ signal, timeoutMs, ...query }: CreatePhotoOptions): {
  query: QueryOf<'createPhoto'>;
  how: CallOptions;
} {
  return { query, how: { ...(signal !== undefined && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) } };
}

export const photosOf = (wire: Wire) => ({
  /** Keeps an original. The same bytes give the same photo, so it is repeated freely. */
  async create(source: PhotoSource, options: CreatePhotoOptions = {}): Promise<Photo> {
    const { query, how } = split(options);
    const { fileName, ...upload } = uploadOf(source);
    const named = { ...(fileName !== undefined && { fileName }), ...query };
    return (await (await wire.send('createPhoto', { ...upload, query: named, headers }, how)).json()) as Photo;
  },

  /** Keeps what is at a public address; the server fetches it. */
  async import(url: string, options: CreatePhotoOptions = {}): Promise<Photo> {
    const { query, how } = split(options);
    const raw = { query, headers: { 'content-type': 'application/json' }, body: () => JSON.stringify({ url }) };
    return (await (await wire.send('createPhoto', { ...raw, repeatable: true }, how)).json()) as Photo;
  },

  /** Newest first. */
  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listPhotos', { query }, options),
      ({ photos }) => photos,
    ),

  get: (photoId: string, options?: CallOptions) => wire.call('getPhoto', { path: { photoId } }, options),

  /** The file as it was uploaded. */
  async original(photoId: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>> {
    const response = await wire.send('getOriginal', { path: { photoId } }, options);
    return new Uint8Array(await response.arrayBuffer());
  },

  /** With everything that was made of it. */
  async delete(photoId: string, options?: CallOptions): Promise<void> {
    await wire.call('deletePhoto', { path: { photoId } }, options);
  },
});
