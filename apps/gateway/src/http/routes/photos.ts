import { Fault } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createPhoto, getPhoto } from '../../editing/photos.ts';
import type { Upload } from '../../editing/photos.ts';
import { gatewayLimits } from '../../limits.ts';
import { sha256Schema } from '../../schemas/trajectory.ts';
import { admit } from '../admission.ts';
import { problems } from '../replies.ts';
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
  })
  .meta({ id: 'Photo' });

export function photoRoutes(app: HttpApp): void {
  acceptRawPhotos(app);
  admit(app, gatewayLimits.uploadsInFlightCount);

  app.route({
    method: 'POST',
    url: '/v1/photos',
    bodyLimit: uploadBodyLimit,
    config: { scope: 'edit' },
    schema: {
      operationId: 'createPhoto',
      summary: 'Keep an original: as field "file" of multipart/form-data, or as a raw image/* body.',
      description: 'The same bytes give the same photo. A raw body may be named by ?fileName=.',
      consumes: ['multipart/form-data', 'image/*'],
      querystring: z.object({ fileName: z.string().max(1_000).default('') }),
      response: { 201: photoSchema, ...problems },
    },
    handler: async (request, reply) => {
      const photo = await createPhoto(
        request.caller,
        await readUpload(request, request.query.fileName),
        signalOf(reply),
      );
      return reply.code(201).header('location', `/v1/photos/${photo.id}`).send(photo);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/photos/:photoId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getPhoto',
      summary: 'What is known about a photo.',
      params: z.object({ photoId: z.string().max(64) }),
      response: { 200: photoSchema, ...problems },
    },
    handler: async ({ params, caller }) => getPhoto(caller, params.photoId),
  });
}

async function readUpload(request: FastifyRequest, fileName: string): Promise<Upload> {
  if (request.isMultipart()) return fileOf(await readParts(request), 'file');
  if (request.body instanceof Buffer) return { data: request.body, fileName };
  if (request.body === undefined) return { data: new Uint8Array(), fileName };
  throw new Fault(
    'request.unsupportedMediaType',
    'Send the photo as field "file" of multipart/form-data, or as a raw body with Content-Type image/*.',
  );
}
