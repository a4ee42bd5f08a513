import { Fault } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  createPhoto,
  deletePhoto,
  getOriginal,
  getPhoto,
  importPhoto,
  listPhotos,
  wishesOf,
} from '../../editing/photos.ts';
import type { PhotoView, Upload } from '../../editing/photos.ts';
import { gatewayLimits } from '../../limits.ts';
import { sha256Schema } from '../../schemas/trajectory.ts';
import { admit } from '../admission.ts';
import { bytes, form } from '../bodies.ts';
import { checkDigest } from '../digest.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems, sendBytes } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { acceptRawPhotos, fileOf, readParts, uploadBodyLimit } from '../upload.ts';

const photoSchema = z
  .object({
    id: z.string(),
    sha256: sha256Schema,
    fileName: z.string(),
    mediaType: z.string(),
    width: z.int().describe('Upright pixels.'),
    height: z.int(),
    sizeBytes: z.int(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable().describe('When it is deleted by itself; null = never.'),
    noStore: z.boolean(),
  })
  .meta({ id: 'Photo' });

export const retentionSeconds = z.coerce
  .number()
  .int()
  .min(60)
  .max(gatewayLimits.photoRetentionMs / 1000);

const wishesQuery = {
  retentionSeconds: retentionSeconds
    .optional()
    .describe('Delete it by itself after this time. Left out: keep it. Of several wishes the longest counts.'),
  noStore: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      'Keep the photo and what is made of it for an hour at most, and learn nothing from its edits: for photos that ' +
        'nobody else may have.',
    ),
};

const uploadQuery = z.object({ fileName: z.string().max(1_000).default(''), ...wishesQuery });
const importBody = z
  .object({ url: z.string().max(2_048).describe('Public http or https address that the server takes the photo from.') })
  .meta({ id: 'PhotoImport', examples: [{ url: 'https://example.com/photo.jpg' }] });
const photoParams = z.object({ photoId: z.string().max(64) });

export function photoRoutes(app: HttpApp): void {
  acceptRawPhotos(app);
  admit(app, gatewayLimits.uploadsInFlightCount);

  app.route({
    method: 'POST',
    url: '/v1/photos',
    bodyLimit: uploadBodyLimit,
    config: {
      scope: 'edit',
      bodies: {
        'multipart/form-data': form({ file: bytes('The photo.') }),
        'image/*': bytes('The photo.'),
        'application/octet-stream': bytes('The photo.'),
        'application/json': importBody,
      },
    },
    schema: {
      operationId: 'createPhoto',
      summary: 'Keep an original: field "file" of multipart/form-data, a raw image/* body, or JSON with its URL.',
      description:
        'The same bytes give the same photo. A raw body may be named by ?fileName= and be secured by ' +
        '`Content-Digest: sha-256=:…:` (RFC 9530); bytes that differ are refused and not kept.',
      consumes: ['multipart/form-data', 'image/*', 'application/octet-stream', 'application/json'],
      headers: z.looseObject({ 'content-digest': z.string().max(1_000).optional() }),
      querystring: uploadQuery,
      response: { 201: photoSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { caller, query, headers } = request;
      const wishes = wishesOf(query.retentionSeconds, query.noStore === 'true');
      const signal = signalOf(reply);
      const read = await readUpload(request, query.fileName, headers['content-digest']);
      const photo =
        'url' in read
          ? await importPhoto(caller, read.url, signal, wishes)
          : await createPhoto(caller, read, signal, wishes);
      return reply.code(201).header('location', `/v1/photos/${photo.id}`).send(photoJson(photo));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/photos',
    config: { scope: 'read' },
    schema: {
      operationId: 'listPhotos',
      summary: 'All photos, newest first.',
      querystring: pageQuery,
      response: {
        200: z.object({ photos: z.array(photoSchema), nextPageToken }).meta({ id: 'PhotoPage' }),
        ...problems,
      },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listPhotos(caller, query);
      return { photos: rows.map(photoJson), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/photos/:photoId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getPhoto',
      summary: 'What is known about a photo.',
      params: photoParams,
      response: { 200: photoSchema, ...problems },
    },
    handler: async ({ params, caller }) => photoJson(await getPhoto(caller, params.photoId)),
  });

  app.route({
    method: 'GET',
    url: '/v1/photos/:photoId/original',
    config: { scope: 'read' },
    schema: {
      operationId: 'getOriginal',
      summary: 'The file as it was uploaded.',
      params: photoParams,
      produces: ['image/*'],
      response: problems,
    },
    handler: async ({ params, caller }, reply) => {
      const { photo, data } = await getOriginal(caller, params.photoId);
      const digest = Buffer.from(photo.sha256, 'hex').toString('base64');
      void reply
        .header('etag', `"${photo.sha256}"`)
        .header('content-digest', `sha-256=:${digest}:`)
        .header('cache-control', 'private, no-store');
      return sendBytes(reply, { data, mediaType: photo.mediaType, fileName: photo.fileName });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/photos/:photoId',
    config: { scope: 'edit' },
    schema: {
      operationId: 'deletePhoto',
      summary: 'Delete a photo with everything that was rendered from it. Its sessions stay without pictures.',
      params: photoParams,
      response: { 204: z.null().describe('It is gone.'), ...problems },
    },
    handler: async ({ params, caller }, reply) => {
      await deletePhoto(caller, params.photoId);
      return reply.code(204).send(null);
    },
  });
}

function photoJson(photo: PhotoView): z.output<typeof photoSchema> {
  return {
    ...photo,
    createdAt: photo.createdAt.toISOString(),
    expiresAt: photo.expiresAt?.toISOString() ?? null,
  };
}

async function readUpload(
  request: FastifyRequest,
  fileName: string,
  digest: string | undefined,
): Promise<Upload | { readonly url: string }> {
  if (request.isMultipart()) return fileOf(await readParts(request), 'file');
  const { body } = request;
  if (body instanceof Buffer || body === undefined) {
    const data = body ?? new Uint8Array();
    checkDigest(digest, data);
    return { data, fileName };
  }
  const read = importBody.safeParse(body);
  if (read.success) return read.data;
  throw new Fault(
    'request.unsupportedMediaType',
    'Send the photo as field "file" of multipart/form-data, as a raw body with Content-Type image/*, or its address as JSON { "url": … }.',
  );
}
