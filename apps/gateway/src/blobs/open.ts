import type { BlobStore } from './blobs.ts';
import { FileBlobs } from './files.ts';
import type { S3Options } from './s3Options.ts';

/** Opens the store that the configuration names: S3, or a folder. The S3 client is loaded only where it is used. */
export async function openBlobs(where: { readonly folder: string } | { readonly s3: S3Options }): Promise<BlobStore> {
  if ('folder' in where) return new FileBlobs(where.folder);
  const { S3Blobs } = await import('./s3.ts');
  return new S3Blobs(where.s3);
}
