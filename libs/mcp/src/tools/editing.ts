/** Tools that edit. */
import { z } from 'zod';
import type { Room } from '../context.ts';
import { editSchema, effortShape, instructionSchema, proxyOf, runEdit } from '../edit.ts';
import { toolError } from '../failure.ts';
import { sourceShape, uploadPhoto } from '../photo.ts';
import { linksOf } from '../uris.ts';

const sessionIdSchema = z.string().min(1).max(64).describe('Of an earlier answer.');
const annotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: false };

export const addEditingTools: Room = (server, context) => {
  const { api } = context;

  server.registerTool(
    'edit_photo',
    {
      title: 'Edit a photo',
      description:
        'Retouches a photo as one sentence asks: an agent moves Lightroom-style sliders, looks at the result and corrects ' +
        'itself. Answers the edited picture, scores, and links to the full-size photo, the recipe and an XMP sidecar. ' +
        'Takes some seconds to a minute. The original is never changed.',
      inputSchema: z.object({ ...sourceShape, instruction: instructionSchema, ...effortShape }),
      outputSchema: editSchema,
      annotations,
    },
    async ({ instruction, candidates, reflectionsMax, seed, ...photo }, ctx) => {
      try {
        const { signal } = ctx.mcpReq;
        const { id: photoId } = await uploadPhoto(context, photo, { signal });
        const { id: sessionId } = await api.sessions.create({ photoId }, { signal });
        return await runEdit(api, sessionId, wishOf(instruction, { candidates, reflectionsMax, seed }), ctx);
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );

  server.registerTool(
    'continue_edit',
    {
      title: 'Go on with an edit',
      description:
        'The next wish for a photo that was edited: "a bit less", "now the sky darker", "back to the original".',
      inputSchema: z.object({
        sessionId: sessionIdSchema,
        instruction: instructionSchema,
        ...effortShape,
      }),
      outputSchema: editSchema,
      annotations,
    },
    async ({ sessionId, instruction, ...effort }, ctx) => {
      try {
        return await runEdit(api, sessionId, wishOf(instruction, effort), ctx);
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );

  server.registerTool(
    'undo',
    {
      title: 'Undo the last change',
      description: 'Goes back one edit (or several) of a session and shows the picture as it was. Nothing is lost.',
      inputSchema: z.object({
        sessionId: sessionIdSchema,
        times: z.int().min(1).max(50).default(1).describe('So many edits.'),
      }),
      outputSchema: z.object({ sessionId: z.string(), settings: z.record(z.string(), z.unknown()) }),
      annotations,
    },
    async ({ sessionId, times }, { mcpReq: { signal } }) => {
      try {
        const { recipe } = await api.sessions.undo(sessionId, times, { signal });
        const picture = await proxyOf(api, sessionId, signal);
        const changed = Object.keys(recipe.settings).length;
        const text =
          changed === 0 ? 'Back at the photo as it was taken.' : `Back at a recipe with ${changed} settings.`;
        const structuredContent = { sessionId, settings: recipe.settings };
        return { content: [{ type: 'text', text }, picture, ...linksOf(sessionId)], structuredContent };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );
};

interface Effort {
  readonly candidates?: number | undefined;
  readonly reflectionsMax?: number | undefined;
  readonly seed?: number | undefined;
}

const wishOf = (instruction: string, { candidates, reflectionsMax, seed }: Effort) => ({
  instruction,
  ...(candidates !== undefined && { candidates }),
  ...(reflectionsMax !== undefined && { reflectionsMax }),
  ...(seed !== undefined && { seed }),
});
