/** Reading photos out of requests. */
import { Fault, limits } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { gatewayLimits } from '../limits.ts';
import type { HttpApp } from './types.ts';

export const uploadBodyLimit = limits.photoSizeBytes + gatewayLimits.multipartOverheadBytes;

export interface UploadParts {
  readonly files: ReadonlyMap<string, { readonly data: Uint8Array; readonly fileName: string }>;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads a multipart body whole. @throws Fault photo.tooLarge */
export async function readParts(request: FastifyRequest): Promise<UploadParts> {
  const files = new Map<string, { data: Uint8Array; fileName: string }>();
  const fields = new Map<string, string>();
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else {
      const data = await part.toBuffer().catch((cause: unknown) => {
        throw tooLarge(cause, part.fieldname);
      });
      files.set(part.fieldname, { data, fileName: part.filename });
    }
  }
  return { files, fields };
}

function tooLarge(cause: unknown, field: string): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'FST_REQ_FILE_TOO_LARGE')) return cause;
  const limitMb = limits.photoSizeBytes / 1024 / 1024;
  return new Fault('photo.tooLarge', `The photo is larger than ${limitMb} MiB. Send a smaller file.`, { field, cause });
}

/** The file of a part. @throws Fault request.invalid when it is not there */
export function fileOf({ files }: UploadParts, name: string): { readonly data: Uint8Array; readonly fileName: string } {
  const file = files.get(name);
  if (file !== undefined) return file;
  throw new Fault('request.invalid', `The form has no file "${name}". Add it as multipart/form-data.`, { field: name });
}

/** Lets this room take a photo as the whole body. */
export function acceptRawPhotos(app: HttpApp): void {
  app.addContentTypeParser(
    /^(image\/|application\/octet-stream)/,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
}
