import { limits } from '@safelight/core';
import { z } from 'zod';
import { changeRecipe } from '../../editing/changeRecipe.ts';
import { getRecipe, renderSession } from '../../editing/recipe.ts';
import { editedName, stemOf } from '../../fileNames.ts';
import { gatewayLimits } from '../../limits.ts';
import { outputSchema, specOf } from '../../schemas/output.ts';
import { recipeSchema, toolCallSchema } from '../../schemas/recipe.ts';
import { problems, sendBytes, sessionParams } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { changedRecipeJson, changedRecipeSchema } from './changedRecipe.ts';

export function recipeRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/sessions/:sessionId/recipe',
    config: { scope: 'read' },
    schema: {
      operationId: 'getRecipe',
      summary: 'The recipe that stands: of the last finished turn, or as changed by hand since.',
      params: sessionParams,
      response: { 200: recipeSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { recipe } = await getRecipe(request.caller, request.params.sessionId, signalOf(reply));
      return reply.send(recipe as z.output<typeof recipeSchema>);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/sessions/:sessionId/recipe',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'changeRecipe',
      summary: 'Change the recipe by hand: undo and redo, another variant, a whole recipe, or tool calls.',
      description: 'Exactly one of the forms. Nothing of the log is lost: the state before is an event to go back to.',
      params: sessionParams,
      body: z.union([
        z.strictObject({ sequence: z.int().min(1).describe('The state at this event: undo and redo.') }),
        z.strictObject({
          turnId: z.string().max(64),
          candidate: z.int().min(0).describe('What this candidate came to, also of a turn that was canceled.'),
        }),
        z.strictObject({ recipe: recipeSchema }),
        z.strictObject({ xmp: z.string().max(limits.xmpSizeBytes).describe('A sidecar or a develop preset.') }),
        z.strictObject({
          calls: z.array(toolCallSchema).min(1).max(limits.callsPerStepMax).describe('Done on the recipe that stands.'),
        }),
      ]),
      response: { 200: changedRecipeSchema, ...problems },
    },
    handler: async ({ params: { sessionId }, body, caller, idempotency: key }, reply) => {
      const changed = await changeRecipe(caller, sessionId, body, { key, signal: signalOf(reply) });
      return reply.send(changedRecipeJson(changed));
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
        format: outputSchema.shape.format,
        quality: z.coerce.number().int().min(1).max(100).default(92).describe('JPEG, WebP and AVIF.'),
        bits: z.enum(['8', '16']).default('8').describe('Bits a channel; 16 for PNG and TIFF.'),
        colorSpace: outputSchema.shape.colorSpace,
        gps: outputSchema.shape.gps,
      }),
      produces: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff'],
      response: problems,
    },
    handler: async (request, reply) => {
      const { longEdge = null, bits, ...output } = request.query;
      const spec = specOf({ ...output, longEdge, bits: bits === '16' ? 16 : 8 });
      const image = await renderSession(request.caller, request.params.sessionId, spec, signalOf(reply));
      const fileName = editedName(image.photoFileName, spec);
      void reply.header('etag', `"${image.ref.sha256}"`);
      return sendBytes(reply, { data: image.data, mediaType: image.ref.mediaType, fileName });
    },
  });
}
