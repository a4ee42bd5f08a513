/** Recipes in the forms of other programs. */
import { Fault, limits } from '@safelight/core';
import { z } from 'zod';
import { exportRecipe } from '../../editing/exportRecipe.ts';
import { checkRecipe, checkXmpSize, mediaTypeOf, recipeForms, writeRecipe } from '../../editing/recipeFormats.ts';
import type { RecipeInput } from '../../editing/recipeFormats.ts';
import { validateRecipe } from '../../editing/validateRecipe.ts';
import { gatewayLimits } from '../../limits.ts';
import { problemSchema, recipeSchema } from '../../schemas/recipe.ts';
import { problems, sendBytes, sessionParams } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';

/** `recipe.xmp` is the sidecar and has a route of its own. */
const downloads = {
  json: { operationId: 'downloadRecipe', summary: 'The recipe as a file.' },
  'preset.xmp': { operationId: 'downloadPreset', summary: 'The recipe as a develop preset for Lightroom since 7.3.' },
  lua: { operationId: 'downloadLua', summary: 'The recipe as a Lua table of crs: names.' },
  lrtemplate: { operationId: 'downloadTemplate', summary: 'The recipe as a preset for Lightroom before 7.3.' },
} as const;

const photoKind = z
  .enum(['rendered', 'raw'])
  .default('rendered')
  .describe('What it is for: white balance of a raw photo is in kelvin.');

const convertRequest = z
  .object({
    from: z
      .enum(['json', 'xmp', 'table'])
      .describe(
        'json: a recipe. xmp: a sidecar or develop preset. table: Lua, lrtemplate, JSON or Python of crs: names.',
      ),
    recipe: recipeSchema.optional().describe('For json.'),
    text: z.string().max(limits.xmpSizeBytes).optional().describe('For xmp and table; read as data, never run.'),
    to: z.enum(recipeForms).describe('crs.json and python are tables of crs: names.'),
    photoKind,
    photoFileName: z.string().max(255).default('').describe('For a sidecar.'),
    title: z.string().max(200).default('').describe('Of a preset.'),
  })
  .meta({
    id: 'ConvertRequest',
    examples: [{ from: 'table', text: 'return { Exposure2012 = 0.3 }', to: 'xmp' }],
  });

export function recipeFormatRoutes(app: HttpApp): void {
  for (const [form, about] of Object.entries(downloads) as [keyof typeof downloads, (typeof downloads)['json']][]) {
    app.route({
      method: 'GET',
      url: `/v1/sessions/:sessionId/recipe.${form}`,
      config: { scope: 'read' },
      schema: { ...about, params: sessionParams, produces: [mediaTypeOf[form].split(';')[0]!], response: problems },
      handler: async (request, reply) => {
        const { text, ...file } = await exportRecipe(request.caller, request.params.sessionId, form, signalOf(reply));
        return sendBytes(reply, { data: Buffer.from(text), ...file });
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/v1/recipes/convert',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'read', idempotent: false },
    schema: {
      operationId: 'convertRecipe',
      summary: 'Any form of a recipe in, any form out. Nothing is kept.',
      body: convertRequest,
      response: {
        200: z
          .object({
            recipe: recipeSchema,
            mediaType: z.string(),
            text: z.string().describe('In the form that was asked for.'),
            warnings: z.array(problemSchema).describe('What was clamped, or carried without being understood.'),
          })
          .meta({ id: 'ConvertedRecipe' }),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { to, photoKind: kind, photoFileName, title } = request.body;
      const written = await writeRecipe(
        request.caller,
        { input: inputOf(request.body), to, photoKind: kind, photoFileName, title },
        signalOf(reply),
      );
      return {
        recipe: written.recipe as z.output<typeof recipeSchema>,
        mediaType: mediaTypeOf[to],
        text: written.text,
        warnings: [...written.warnings],
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/recipes/validate',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'read', idempotent: false },
    schema: {
      operationId: 'validateRecipe',
      summary: 'Whether a recipe is valid, and what of it would have no effect. A bad one is an answer, not a failure.',
      body: z
        .object({ recipe: z.record(z.string(), z.unknown()), photoKind })
        .meta({ id: 'ValidateRequest', examples: [{ recipe: { schema: 2, settings: { exposure: 9 } } }] }),
      response: {
        200: z
          .object({
            valid: z.boolean(),
            recipe: recipeSchema.nullable().describe('As it is understood; null when it is not valid.'),
            errors: z.array(problemSchema),
            warnings: z
              .array(problemSchema)
              .describe('Settings without effect on that kind of photo or in this engine.'),
          })
          .meta({ id: 'ValidatedRecipe' }),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { recipe: json, photoKind: kind } = request.body;
      const { valid, recipe, errors, warnings } = await validateRecipe(request.caller, json, kind, signalOf(reply));
      return {
        ...{ valid, errors: [...errors], warnings: [...warnings] },
        recipe: recipe as z.output<typeof recipeSchema> | null,
      };
    },
  });
}

/** @throws Fault request.invalid when what is to be converted is not there */
function inputOf({ from, recipe, text }: z.output<typeof convertRequest>): RecipeInput {
  if (from === 'json' && recipe !== undefined) return { recipe: checkRecipe(recipe, 'recipe') };
  if (from === 'xmp' && text !== undefined) return { xmp: checkXmpSize(text, 'text') };
  if (from === 'table' && text !== undefined) return { roc: text };
  const field = from === 'json' ? 'recipe' : 'text';
  throw new Fault('request.invalid', `To convert from ${from}, send it as "${field}".`, { field });
}
