import { Fault, limits, newId, sha256 } from '@safelight/core';
import type { Photo } from '@safelight/wire';
import { checkPhotoBytes, checkPhotoPixels, limitsOf } from '../auth/limitsOf.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { guardedFetch } from '../egress/guardedFetch.ts';
import { photoCreated } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { stopTurn } from '../runner/ending.ts';
import { audit, auditOutside } from '../store/audit.ts';
import { cancelJob, hasEnded, jobsOfPhoto } from '../store/jobs.ts';
import * as rows from '../store/photos.ts';
import { removeJob } from '../store/renders.ts';
import type { PhotoRow } from '../store/schema.ts';
import { emptyTrash, keep } from './keep.ts';
import { byCreation, readPage } from './pages.ts';
import type { Page, PageQuery } from './pages.ts';

export interface Upload {
  readonly data: Uint8Array;
  /** As the caller names it; may be empty. */
  readonly fileName: string;
}

export interface PhotoWishes {
  /** Default: until it is deleted. */
  readonly retentionMs?: number | undefined;
  /** Keep it and what is made of it no longer than an hour, and learn nothing from it. Default false. */
  readonly noStore?: boolean | undefined;
}

/** As callers say them. */
export function wishesOf(retentionSeconds: number | undefined, noStore: boolean): PhotoWishes {
  return { noStore, ...(retentionSeconds === undefined ? {} : { retentionMs: retentionSeconds * 1_000 }) };
}

export interface PhotoView extends Photo {
  readonly createdAt: Date;
  /** When it is deleted by itself; null = never. */
  readonly expiresAt: Date | null;
  readonly noStore: boolean;
}

/**
 * Keeps an original. The same bytes are the same photo, under the name that came first and for the longest time that
 * anybody wished.
 * @throws Fault photo.empty, photo.tooLarge and what the decoder says of a file that is no photo
 */
export async function createPhoto(
  context: TenantContext,
  upload: Upload,
  signal: AbortSignal,
  wishes: PhotoWishes = {},
): Promise<PhotoView> {
  checkSize(upload.data, 'file');
  await checkPhotoBytes(context, upload.data.byteLength);
  const digest = sha256(upload.data);
  const known = await rows.findPhotoBySha256(context.store, digest);
  if (known !== undefined) {
    const prolonged = await context.store.write((unit) =>
      rows.prolongPhoto(unit, known.id, retentionOf(wishes, unit.now)),
    );
    // Null when it was deleted at this very moment: then it is a new one.
    if (prolonged !== null) return viewOfRow(prolonged);
  }

  const request = { photo: { sha256: digest, data: upload.data } };
  const options = { signal, deadlineMs: gatewayLimits.inspectDeadlineMs };
  const info = await withRetries(() => context.sandbox.inspectPhoto(request, options), { signal });
  await checkPhotoPixels(context, info);
  const row = await keep(
    context,
    { sha256: digest, data: upload.data },
    async (unit) => {
      const retention = retentionOf(wishes, unit.now);
      const added = await rows.addPhoto(unit, {
        ...{ id: newId('pho'), sha256: digest, file_name: cleanFileName(upload.fileName) },
        ...{ media_type: info.mediaType, width: info.width, height: info.height, kind: info.kind },
        ...{ size_bytes: upload.data.byteLength, created_at: unit.now },
        ...{ expires_at: retention.expiresAt, no_store: retention.noStore },
      });
      return (await rows.prolongPhoto(unit, added.id, retention)) ?? added;
    },
    signal,
  );
  photoCreated(context.logger, row);
  return viewOfRow(row);
}

const redirectsMax = 5;

/**
 * Takes a photo from an address that the caller chose.
 * @throws Fault url.*, and as `createPhoto`
 */
export async function importPhoto(
  context: TenantContext,
  url: string,
  signal: AbortSignal,
  wishes: PhotoWishes = {},
): Promise<PhotoView> {
  const { photoSizeBytes } = await limitsOf(context);
  const { status, body } = await guardedFetch(url, {
    ...{ policy: context.egress, timeoutMs: gatewayLimits.photoImportMs, redirectsMax, signal },
    sizeBytesMax: Math.min(limits.photoSizeBytes, photoSizeBytes),
  });
  if (status !== 200) {
    throw new Fault('url.unreachable', `The address answers with status ${status}, not with a file. Check it.`, {
      field: 'url',
    });
  }
  return createPhoto(context, { data: body, fileName: fileNameOf(url) }, signal, wishes);
}

function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** @throws Fault photo.notFound */
export async function getPhoto(context: TenantContext, id: string): Promise<PhotoView> {
  return viewOfRow(await rows.getPhoto(context.store, id));
}

/** Newest first. @throws Fault request.invalid for a wrong page token */
export async function listPhotos({ store }: TenantContext, query: PageQuery): Promise<Page<PhotoView>> {
  const name = { tenantId: store.tenantId, list: 'photos' };
  return readPage(name, query, async (page) => (await rows.listPhotos(store, page)).map(viewOfRow), byCreation);
}

/** The file as it was uploaded. @throws Fault photo.notFound */
export async function getOriginal(
  context: TenantContext,
  id: string,
): Promise<{ readonly photo: PhotoView; readonly data: Uint8Array }> {
  const photo = await getPhoto(context, id);
  return { photo, data: await context.blobs.get(photo.sha256) };
}

/**
 * Deletes a photo with everything that was rendered from it and the jobs on it alone; what is under way is stopped. When
 * it resolves, the bytes are gone, or will be as soon as the blob store answers again.
 * @throws Fault photo.notFound
 */
export async function deletePhoto(context: TenantContext | CallerContext, id: string): Promise<void> {
  await context.store.write(async (unit) => {
    await rows.deletePhoto(unit, id);
    for (const turnId of await rows.activeTurnsOf(unit, id)) await stopTurn(unit, turnId, 'request');
    for (const job of await jobsOfPhoto(unit, id)) {
      if (hasEnded(job)) await removeJob(unit, job.id);
      else await cancelJob(unit, job.id);
    }
    if ('identity' in context) await audit(unit, context, 'photo.deleted', id);
    else await auditOutside(unit, context.tenantId, 'photo.deleted', id, { by: 'retention' });
  });
  await emptyTrash(context).catch(() => undefined);
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

function retentionOf({ retentionMs, noStore = false }: PhotoWishes, now: Date): rows.PhotoRetention {
  const longest = noStore ? gatewayLimits.noStoreRetentionMs : Infinity;
  const ms = Math.min(retentionMs ?? Infinity, longest);
  return { expiresAt: ms === Infinity ? null : new Date(now.getTime() + ms), noStore };
}

/** The last part of a path, without control characters; names are shown and offered as download names. */
function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const printable = base.replaceAll(/\p{Cc}/gu, '').trim();
  return printable.slice(0, gatewayLimits.fileNameLengthChars) || 'photo';
}

function viewOfRow(row: PhotoRow): PhotoView {
  return {
    id: row.id,
    sha256: row.sha256,
    fileName: row.file_name,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    sizeBytes: Number(row.size_bytes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    noStore: row.no_store,
  };
}
