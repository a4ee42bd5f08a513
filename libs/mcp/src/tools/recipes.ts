/** Tools about recipes. */
import type { BodyOf } from '@safelight/client';
import { z } from 'zod';
import type { Room } from '../context.ts';
import { toolError, ToolInputError } from '../failure.ts';
import { mcpLimits } from '../limits.ts';
import { sourceShape, uploadPhoto } from '../photo.ts';
import { renderUri } from '../uris.ts';

type Recipe = NonNullable<BodyOf<'createRender'>['recipe']>;

const formats = ['json', 'xmp', 'preset.xmp', 'lua', 'lrtemplate', 'python', 'crs.json'] as const;

export const addRecipeTools: Room = (server, context) => {
  const { api } = context;

  server.registerTool(
    'get_recipe',
    {
      title: 'Get the recipe of an edit',
      description: 'Every changed setting of a session, as JSON or as an XMP sidecar that Lightroom reads.',
      inputSchema: z.object({
        sessionId: z.string().min(1).max(64).describe('Of an earlier answer.'),
        format: z.enum(['json', 'xmp']).default('json'),
      }),
      outputSchema: z.object({ sessionId: z.string(), format: z.enum(['json', 'xmp']), recipe: z.string() }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ sessionId, format }, { mcpReq: { signal } }) => {
      try {
        const recipe =
          format === 'xmp'
            ? await api.sessions.xmp(sessionId, { signal })
            : JSON.stringify(await api.sessions.recipe(sessionId, { signal }), null, 2);
        return { content: [{ type: 'text', text: recipe }], structuredContent: { sessionId, format, recipe } };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );

  server.registerTool(
    'convert_recipe',
    {
      title: 'Convert a recipe',
      description: 'Between recipe JSON, XMP (sidecar or preset), Lua, .lrtemplate and tables of crs: names.',
      inputSchema: z.object({
        text: z.string().min(1).max(mcpLimits.recipeChars).describe('The recipe as text.'),
        from: z.enum(['json', 'xmp', 'table']).describe('table: Lua, .lrtemplate, Python or JSON of crs: names.'),
        to: z.enum(formats),
        title: z.string().max(200).optional().describe('Of a preset.'),
      }),
      outputSchema: z.object({ text: z.string(), mediaType: z.string(), warnings: z.array(z.string()) }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ text: given, from, to, title }, { mcpReq: { signal } }) => {
      try {
        const input = from === 'json' ? { recipe: recipeOf(given) } : { text: given };
        const wish = { ...input, from, to, ...(title !== undefined && { title }) };
        const { text, mediaType, warnings } = await api.recipes.convert(wish, { signal });
        const structuredContent = { text, mediaType, warnings: warnings.map(({ message }) => message) };
        return { content: [{ type: 'text', text }], structuredContent };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );

  server.registerTool(
    'render_photo',
    {
      title: 'Develop a photo by a recipe',
      description:
        'Develops a photo by a recipe or an XMP sidecar that is given, without an agent. Small pictures come in the ' +
        'answer; the file is always linked.',
      inputSchema: z.object({
        ...sourceShape,
        recipe: z.string().max(mcpLimits.recipeChars).optional().describe('Recipe JSON, as get_recipe answers it.'),
        xmp: z.string().max(mcpLimits.recipeChars).optional().describe('An XMP sidecar or develop preset.'),
        longEdge: z
          .int()
          .min(16)
          .max(32_767)
          .nullable()
          .default(mcpLimits.proxyEdgePixels)
          .describe('Pixels; null = full size.'),
        format: z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff']).default('jpeg'),
      }),
      outputSchema: z.object({
        renderId: z.string(),
        uri: z.string(),
        width: z.int(),
        height: z.int(),
        sizeBytes: z.int(),
        mediaType: z.string(),
        warnings: z.array(z.string()),
      }),
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    async ({ recipe, xmp, longEdge, format, ...photo }, { mcpReq: { signal } }) => {
      try {
        if ((recipe === undefined) === (xmp === undefined)) throw new ToolInputError('Give either recipe or xmp.');
        const change = recipe === undefined ? { xmp: xmp! } : { recipe: recipeOf(recipe) };
        const { id: photoId } = await uploadPhoto(context, photo, { signal });
        const { id } = await api.renders.create({ photoId, ...change, output: { longEdge, format } }, { signal });
        const { rendered, failure, state, warnings } = await api.renders.wait(id, { signal });
        if (rendered === null) throw new ToolInputError(failure?.message ?? `The render was ${state}. Ask again.`);
        const { width, height, sizeBytes, mediaType } = rendered;
        const uri = renderUri(id);
        const isSmall = sizeBytes <= mcpLimits.imageBytes && mediaType !== 'image/tiff';
        const bytes = isSmall ? await api.renders.content(id, { signal }) : null;
        const messages = warnings.map(({ message }) => message);
        return {
          content: [
            { type: 'text', text: [`${width} × ${height}, ${sizeBytes} bytes.`, ...messages].join('\n') },
            ...(bytes === null
              ? []
              : [{ type: 'image' as const, data: Buffer.from(bytes).toString('base64'), mimeType: mediaType }]),
            { type: 'resource_link', uri, name: `render.${format}`, mimeType: mediaType },
          ],
          structuredContent: { renderId: id, uri, width, height, sizeBytes, mediaType, warnings: messages },
        };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );
};

/** The server judges what it says; here it must only be JSON. */
function recipeOf(text: string): Recipe {
  try {
    return JSON.parse(text) as Recipe;
  } catch {
    throw new ToolInputError('The recipe is not JSON. Give it as get_recipe answers it.');
  }
}
