/** Tools that judge and describe. */
import { z } from 'zod';
import type { Room } from '../context.ts';
import { instructionSchema } from '../edit.ts';
import { toolError } from '../failure.ts';
import { photoShape, readPhoto } from '../photo.ts';

const annotations = { readOnlyHint: true, openWorldHint: false };

const evaluationSchema = z.object({
  scores: z.object({
    aesthetic: z.number().describe('1 (poor) to 5 (excellent).'),
    instruction: z.number().describe('How well the instruction was followed, 1 to 5.'),
  }),
  confidence: z.number().describe('0 to 1: how much of the instruction the metrics cover.'),
  rationale: z.string(),
  metrics: z.array(
    z.object({
      name: z.string(),
      axis: z.enum(['aesthetic', 'instruction']),
      weight: z.number(),
      value: z.number().describe('0 (failed) to 10 (perfect).'),
      evidence: z.string(),
    }),
  ),
  evaluatorVersion: z.string(),
});

const toolSchema = z.object({
  name: z.string(),
  group: z.string(),
  whatItDoes: z.string(),
  unit: z.string(),
  rendered: z.boolean(),
  notRenderedReason: z.string(),
  valueSchema: z.record(z.string(), z.unknown()),
});

export const addJudgingTools: Room = (server, context) => {
  const { api } = context;

  server.registerTool(
    'evaluate_edit',
    {
      title: 'Score an edit',
      description:
        'Scores an edit that was made anywhere, from the photo before, the photo after and the sentence: how good it ' +
        'looks and how well it follows the sentence, 1 to 5, with the measurements behind both.',
      inputSchema: z.object({
        before: z.object(photoShape).describe('The original.'),
        after: z.object(photoShape).describe('The edited photo.'),
        instruction: instructionSchema,
      }),
      outputSchema: evaluationSchema,
      annotations,
    },
    async ({ before, after, instruction }, { mcpReq: { signal } }) => {
      try {
        const [one, other] = await Promise.all([readPhoto(context, before), readPhoto(context, after)]);
        const request = { before: one.blob, after: other.blob, instruction };
        const { scores, confidence, rationale, metrics, evaluatorVersion } = await api.evaluations.create(request, {
          signal,
        });
        const text =
          `Looks ${scores.aesthetic.toFixed(2)}, instruction ${scores.instruction.toFixed(2)} of 5 ` +
          `(confidence ${confidence.toFixed(2)}). ${rationale}`;
        return {
          content: [{ type: 'text', text }],
          structuredContent: { scores, confidence, rationale, metrics: [...metrics], evaluatorVersion },
        };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );

  server.registerTool(
    'list_tools',
    {
      title: 'List the develop tools',
      description:
        'The sliders and masks that an edit is made of: what each does, its unit and values, and whether it renders.',
      inputSchema: z.object({
        group: z
          .string()
          .max(64)
          .optional()
          .describe('Only this group, such as "basic"; left out: a list of names by group.'),
      }),
      outputSchema: z.object({ groups: z.record(z.string(), z.array(z.string())), tools: z.array(toolSchema) }),
      annotations,
    },
    async ({ group }, { mcpReq: { signal } }) => {
      try {
        const all = await api.tools.list({ signal });
        const groups: Record<string, string[]> = {};
        for (const tool of all) (groups[tool.group] ??= []).push(tool.name);
        const tools = all
          .filter((tool) => tool.group === group)
          .map(({ name, group: of, whatItDoes, unit, rendered, notRenderedReason, valueSchema }) => ({
            ...{ name, group: of, whatItDoes, unit, rendered, notRenderedReason, valueSchema },
          }));
        const lines =
          group === undefined
            ? Object.entries(groups).map(([name, names]) => `${name}: ${names.join(', ')}`)
            : tools.map(
                ({ name, whatItDoes, rendered }) => `${name}${rendered ? '' : ' (not rendered)'}: ${whatItDoes}`,
              );
        const none = `There is no group "${group}". There are: ${Object.keys(groups).join(', ')}.`;
        return {
          ...(group !== undefined && tools.length === 0 && { isError: true }),
          content: [{ type: 'text', text: lines.length > 0 ? lines.join('\n') : none }],
          structuredContent: { groups, tools },
        };
      } catch (thrown) {
        return toolError(thrown);
      }
    },
  );
};
