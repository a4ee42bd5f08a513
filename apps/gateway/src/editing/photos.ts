import { Fault, limits, newId, sha256 } from '@safelight/core';
import type { Photo } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { photoCreated } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { addPhoto, findPhotoBySha256, getPhoto as getPhotoRow } from '../store/photos.ts';
import type { PhotoRow } from '../store/schema.ts';

export interface Upload {
  readonly data: Uint8Array;
  /** As the caller names it; may be empty. */
  readonly fileName: string;
}

/**
 * Keeps an original. The same bytes are the same photo, under the name that came first.
 * @throws Fault photo.empty, photo.tooLarge and what the decoder says of a file that is no photo
 */
export async function createPhoto(context: TenantContext, upload: Upload, signal: AbortSignal): Promise<Photo> {
  checkSize(upload.data, 'file');
  const digest = sha256(upload.data);
  const known = await findPhotoBySha256(context.store, digest);
  if (known !== undefined) return photoOfRow(known);

  const request = { photo: { sha256: digest, data: upload.data } };
  const options = { signal, deadlineMs: gatewayLimits.inspectDeadlineMs };
  const info = await withRetries(() => context.sandbox.inspectPhoto(request, options), { signal });
  await context.blobs.put(digest, upload.data);
  const row = await context.store.write((unit) =>
    addPhoto(unit, {
      id: newId('pho'),
      sha256: digest,
      file_name: cleanFileName(upload.fileName),
      media_type: info.mediaType,
      width: info.width,
      height: info.height,
      size_bytes: upload.data.byteLength,
      kind: info.kind,
      created_at: unit.now,
    }),
  );
  photoCreated(context.logger, row);
  return photoOfRow(row);
}

/** @throws Fault photo.notFound */
export async function getPhoto(context: TenantContext, id: string): Promise<Photo> {
  return photoOfRow(await getPhotoRow(context.store, id));
}

/** @throws Fault photo.empty, photo.tooLarge */
export function checkSize(data: Uint8Array, field: string): void {
  if (data.byteLength === 0) {
    throw new Fault('photo.empty', 'The file has no content. Choose a file that holds an image.', { field });
  }
  if (data.byteLength > limits.photoSizeBytes) {
    const limitMb = limits.photoSizeBytes / 1024 / 1024;
    throw new Fault('photo.tooLarge', `The photo is larger than ${limitMb} MiB. Send a smaller file.`, { field });
  }
}

/** The last part of a path, without control characters; names are shown and offered as download names. */
function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const printable = base.replaceAll(/\p{Cc}/gu, '').trim();
  return printable.slice(0, gatewayLimits.fileNameLengthChars) || 'photo';
}

function photoOfRow(row: PhotoRow): Photo {
  return {
    id: row.id,
    sha256: row.sha256,
    fileName: row.file_name,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    sizeBytes: Number(row.size_bytes),
  };
}
