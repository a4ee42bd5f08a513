import { z } from 'zod';
import { recipeGroups } from '../../editing/groups.ts';
import {
  createPreset,
  deletePreset,
  exportPreset,
  getPreset,
  listPresets,
  replacePreset,
} from '../../editing/presets.ts';
import type { Preset } from '../../editing/presets.ts';
import { mediaTypeOf } from '../../editing/recipeFormats.ts';
import { gatewayLimits } from '../../limits.ts';
import { recipeSchema } from '../../schemas/recipe.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems, sendBytes } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';

const presetRequest = z
  .object({
    name: z.string().trim().min(1).max(200),
    groups: z
      .array(z.string())
      .optional()
      .describe(`What it sets, of ${recipeGroups.join(', ')}; default: all but crop, transform, retouch and masks.`),
    recipe: recipeSchema.optional(),
    xmp: z.string().optional().describe('A develop preset or a sidecar of Lightroom.'),
    sessionId: z.string().max(64).optional().describe("This session's recipe as it is now."),
  })
  .meta({
    id: 'PresetRequest',
    description: 'Exactly one of recipe, xmp and sessionId.',
    examples: [{ name: 'Soft evening', sessionId: 'ses_0f3a9b1c2d4e5f60', groups: ['basic', 'color-grading'] }],
  });

const presetSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    groups: z.array(z.string()),
    recipe: recipeSchema,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Preset' });

const presetParams = z.object({ presetId: z.string().max(64) });

export function presetRoutes(app: HttpApp): void {
  app.route({
    method: 'POST',
    url: '/v1/presets',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'createPreset',
      summary: 'Keep settings under a name: from a recipe, an XMP preset or a session.',
      body: presetRequest,
      response: { 201: presetSchema, ...problems },
    },
    handler: async (request, reply) => {
      const preset = await createPreset(request.caller, request.body, request.idempotency, signalOf(reply));
      return reply.code(201).header('location', `/v1/presets/${preset.id}`).send(presetJson(preset));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/presets',
    config: { scope: 'read' },
    schema: {
      operationId: 'listPresets',
      summary: 'All presets, newest first.',
      querystring: pageQuery,
      response: {
        200: z.object({ presets: z.array(presetSchema), nextPageToken }).meta({ id: 'PresetPage' }),
        ...problems,
      },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listPresets(caller, query);
      return { presets: rows.map(presetJson), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/presets/:presetId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getPreset',
      summary: 'One preset.',
      params: presetParams,
      response: { 200: presetSchema, ...problems },
    },
    handler: async ({ params, caller }) => presetJson(await getPreset(caller, params.presetId)),
  });

  app.route({
    method: 'GET',
    url: '/v1/presets/:presetId/preset.xmp',
    config: { scope: 'read' },
    schema: {
      operationId: 'exportPreset',
      summary: 'The same as a develop preset that Lightroom imports.',
      params: presetParams,
      produces: ['application/rdf+xml'],
      response: problems,
    },
    handler: async ({ params, caller }, reply) => {
      const { name, xmp } = await exportPreset(caller, params.presetId, signalOf(reply));
      const fileName = `${name.replaceAll(/[/\\]/g, '-')}.xmp`;
      return sendBytes(reply, { data: Buffer.from(xmp), mediaType: mediaTypeOf['preset.xmp'], fileName });
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/presets/:presetId',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'replacePreset',
      summary: 'Change a preset; what was made with it stays as it is.',
      params: presetParams,
      body: presetRequest,
      response: { 200: presetSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      return presetJson(await replacePreset(caller, params.presetId, body, signalOf(reply)));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/presets/:presetId',
    config: { scope: 'edit' },
    schema: {
      operationId: 'deletePreset',
      summary: 'Remove a preset; what was made with it stays as it is.',
      params: presetParams,
      response: { 204: z.null().describe('It is gone.'), ...problems },
    },
    handler: async ({ params, caller }, reply) => {
      await deletePreset(caller, params.presetId);
      return reply.code(204).send(null);
    },
  });
}

function presetJson(preset: Preset): z.output<typeof presetSchema> {
  const { id, name, groups, recipe, createdAt, updatedAt } = preset;
  return {
    ...{ id, name, groups: [...groups], recipe: recipe as z.output<typeof recipeSchema> },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
  };
}
