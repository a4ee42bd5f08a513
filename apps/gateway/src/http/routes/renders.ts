import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { createRender, getRender, getRenderContent } from '../../editing/renders.ts';
import { gatewayLimits } from '../../limits.ts';
import { outputOf, outputSchema, specOf } from '../../schemas/output.ts';
import { problemSchema, recipeSchema } from '../../schemas/recipe.ts';
import { preferHeaders } from '../prefer.ts';
import { problems, sendBytes } from '../replies.ts';
import type { HttpApp } from '../types.ts';
import { deadlineSchema, jobJson, jobShape, renderedJson, renderedSchema } from './jobJson.ts';
import { waitAsPreferred } from './jobs.ts';

const renderRequest = z
  .object({
    photoId: z.string().max(64).optional().describe("Left out: the session's photo."),
    sessionId: z.string().max(64).optional().describe("Under this session's recipe as it is now."),
    xmp: z.string().optional().describe('Under a sidecar or develop preset.'),
    presetId: z.string().max(64).optional().describe('Laid over session or XMP.'),
    recipe: recipeSchema.optional().describe('Laid over all of them; nothing at all = the photo as it is.'),
    output: outputSchema.prefault({}),
    deadlineSeconds: deadlineSchema,
  })
  .meta({
    id: 'RenderRequest',
    examples: [{ sessionId: 'ses_0f3a9b1c2d4e5f60', output: { format: 'tiff', colorSpace: 'prophoto' } }],
  });

const renderSchema = z
  .object({
    ...jobShape,
    photoId: z.string(),
    output: outputSchema,
    warnings: z.array(problemSchema).describe('Settings that were clamped, carried along, or have no effect.'),
    rendered: renderedSchema.nullable().describe('Null until it is finished.'),
  })
  .meta({ id: 'Render' });

const renderParams = z.object({ renderId: z.string().max(64) });

export function renderRoutes(app: HttpApp): void {
  app.route({
    method: 'POST',
    url: '/v1/renders',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'createRender',
      summary: 'Render a photo under a recipe, XMP, preset or session; the result is kept for a week.',
      headers: preferHeaders,
      body: renderRequest,
      response: { 200: renderSchema, 202: renderSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { caller, body } = request;
      const { photoId, output, deadlineSeconds, ...change } = body;
      const render = { photoId, change, output: specOf(output), deadlineSeconds };
      const { id } = await createRender(caller, render, request.idempotency);
      const ended = await waitAsPreferred(request, reply, id);
      return reply
        .code(ended ? 200 : 202)
        .header('location', `/v1/renders/${id}`)
        .send(await renderJson(caller, id));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/renders/:renderId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getRender',
      summary: 'How far a render is.',
      params: renderParams,
      headers: preferHeaders,
      response: { 200: renderSchema, ...problems },
    },
    handler: async (request, reply) => {
      await waitAsPreferred(request, reply, request.params.renderId);
      return renderJson(request.caller, request.params.renderId);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/renders/:renderId/content',
    config: { scope: 'read' },
    schema: {
      operationId: 'getRenderContent',
      summary: 'The bytes of a finished render, also of an output of an edit or a batch.',
      params: renderParams,
      produces: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff'],
      response: problems,
    },
    handler: async ({ params, caller }, reply) => {
      const { rendered, data } = await getRenderContent(caller, params.renderId);
      void reply.header('etag', `"${rendered.sha256}"`).header('cache-control', 'private, max-age=604800, immutable');
      return sendBytes(reply, { data, ...rendered });
    },
  });
}

async function renderJson(caller: CallerContext, id: string): Promise<z.output<typeof renderSchema>> {
  const { photoId, output, warnings, rendered, ...job } = await getRender(caller, id);
  return {
    ...{ ...jobJson(job), photoId, output: outputOf(output), warnings: [...warnings] },
    rendered: rendered === null ? null : renderedJson(rendered),
  };
}
