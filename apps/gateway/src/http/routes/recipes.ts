import { limits } from '@safelight/core';
import { z } from 'zod';
import { getRecipe, renderSession } from '../../editing/recipe.ts';
import { recipeSchema } from '../../schemas/recipe.ts';
import { problems, sendBytes, sessionParams, stemOf } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';

const extensionOf = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', tiff: 'tif' } as const;

export function recipeRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/recipe',
    config: { scope: 'read' },
    schema: {
      operationId: 'getRecipe',
      summary: 'The recipe that the last finished turn ended with.',
      params: sessionParams,
      response: { 200: recipeSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { recipe } = await getRecipe(request.caller, request.params.sessionId, signalOf(reply));
      return reply.send(recipe as z.output<typeof recipeSchema>);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/recipe.xmp',
    config: { scope: 'read' },
    schema: {
      operationId: 'getSidecar',
      summary: 'The same as a sidecar that Lightroom reads.',
      params: sessionParams,
      produces: ['application/rdf+xml'],
      response: problems,
    },
    handler: async (request, reply) => {
      const { xmp, photoFileName } = await getRecipe(request.caller, request.params.sessionId, signalOf(reply));
      const fileName = `${stemOf(photoFileName)}.xmp`;
      return sendBytes(reply, { data: Buffer.from(xmp), mediaType: 'application/rdf+xml; charset=utf-8', fileName });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/render',
    config: { scope: 'read' },
    schema: {
      operationId: 'renderSession',
      summary: "The photo under the session's recipe, with the original's metadata.",
      params: sessionParams,
      querystring: z.object({
        longEdge: z.coerce
          .number()
          .int()
          .min(16)
          .max(limits.photoEdgePixels)
          .optional()
          .describe('Longest edge in pixels; left out = full resolution.'),
        format: z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff']).default('jpeg'),
        quality: z.coerce.number().int().min(1).max(100).default(92).describe('JPEG, WebP and AVIF.'),
        bits: z.enum(['8', '16']).default('8').describe('Bits a channel; 16 for PNG and TIFF.'),
        colorSpace: z
          .enum(['photo', 'srgb', 'display-p3', 'adobe-rgb', 'prophoto'])
          .default('photo')
          .describe("The space of the pixels; `photo` is the photo's own, of a raw one sRGB."),
        gps: z
          .enum(['keep', 'strip'])
          .default('keep')
          .describe('Whether EXIF and XMP tell where the photo was taken; maker notes go with it.'),
      }),
      produces: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff'],
      response: problems,
    },
    handler: async (request, reply) => {
      const { longEdge, format, quality, bits, colorSpace, gps } = request.query;
      const spec = {
        longEdgeMaxPixels: longEdge ?? null,
        format,
        quality,
        bitsPerChannel: bits === '16' ? 16 : 8,
        colorSpace,
        keepGps: gps === 'keep',
      } as const;
      const image = await renderSession(request.caller, request.params.sessionId, spec, signalOf(reply));
      const fileName = `${stemOf(image.photoFileName)}-edited.${extensionOf[format]}`;
      void reply.header('etag', `"${image.ref.sha256}"`);
      return sendBytes(reply, { data: image.data, mediaType: image.ref.mediaType, fileName });
    },
  });
}
