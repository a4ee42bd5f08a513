/** Reading photos out of requests. */
import { Fault, limits } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { gatewayLimits } from '../limits.ts';
import type { HttpApp } from './types.ts';

export const uploadBodyLimit = limits.photoSizeBytes + gatewayLimits.multipartOverheadBytes;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Files of a multipart body at most; default 2. */
    filesMax?: number;
    /** Longest field of a multipart body; default `gatewayLimits.bodySizeBytes`. */
    fieldSizeBytesMax?: number;
  }
}

export interface UploadedFile {
  readonly name: string;
  readonly fileName: string;
  readonly data: Uint8Array;
}

export interface UploadParts {
  /** In the order of the form; a name may be there several times. */
  readonly files: readonly UploadedFile[];
  readonly fields: ReadonlyMap<string, string>;
}

const partsOf = new WeakMap<FastifyRequest, Promise<UploadParts>>();

/** Reads a multipart body whole; asked again, it gives the same. @throws Fault photo.tooLarge, request.tooLarge */
export function readParts(request: FastifyRequest): Promise<UploadParts> {
  const known = partsOf.get(request);
  if (known !== undefined) return known;
  const reading = readBody(request);
  partsOf.set(request, reading);
  return reading;
}

async function readBody(request: FastifyRequest): Promise<UploadParts> {
  const { filesMax = 2, fieldSizeBytesMax = gatewayLimits.bodySizeBytes } = request.routeOptions.config;
  const files: UploadedFile[] = [];
  const fields = new Map<string, string>();
  const bounds = { fileSize: limits.photoSizeBytes, files: filesMax, fieldSize: fieldSizeBytesMax };
  for await (const part of request.parts({ limits: { ...bounds, fields: 8, parts: filesMax + 8 } })) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw fieldTooLarge(part.fieldname, fieldSizeBytesMax);
      // A part that says it is JSON comes parsed.
      fields.set(part.fieldname, typeof part.value === 'string' ? part.value : JSON.stringify(part.value));
    } else {
      const data = await part.toBuffer().catch((cause: unknown) => {
        throw tooLarge(cause, part.fieldname);
      });
      files.push({ name: part.fieldname, fileName: part.filename, data });
    }
  }
  return { files, fields };
}

function fieldTooLarge(field: string, sizeBytesMax: number): Fault {
  return new Fault('request.tooLarge', `The field has more than ${sizeBytesMax} bytes. Send less.`, { field });
}

function tooLarge(cause: unknown, field: string): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'FST_REQ_FILE_TOO_LARGE')) return cause;
  const limitMb = limits.photoSizeBytes / 1024 / 1024;
  return new Fault('photo.tooLarge', `The photo is larger than ${limitMb} MiB. Send a smaller file.`, { field, cause });
}

/** The file of a part. @throws Fault request.invalid when it is not there */
export function fileOf({ files }: UploadParts, name: string): UploadedFile {
  const file = files.find((one) => one.name === name);
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
