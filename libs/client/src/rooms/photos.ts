import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';
import type { Photo } from '../schemas.ts';
import { uploadOf, type PhotoSource } from '../uploads.ts';

export interface CreatePhotoOptions extends CallOptions {
  /** Default: the name of the file, when it has one. */
  readonly fileName?: string;
}

const headers = { 'content-type': 'application/octet-stream' };

export const photosOf = (wire: Wire) => ({
  /** Keeps an original. The same bytes give the same photo, so it is repeated freely. */
  async create(source: PhotoSource, { fileName, ...options }: CreatePhotoOptions = {}): Promise<Photo> {
    const { fileName: own, ...upload } = uploadOf(source);
    const query = { fileName: fileName ?? own };
    const response = await wire.send('createPhoto', { ...upload, query, headers }, options);
    return (await response.json()) as Photo;
  },

  get: (photoId: string, options?: CallOptions) => wire.call('getPhoto', { path: { photoId } }, options),
});
