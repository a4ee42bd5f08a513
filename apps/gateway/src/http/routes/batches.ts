import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { createBatch, getBatch } from '../../editing/batches.ts';
import { recipeGroups } from '../../editing/groups.ts';
import { listBatchItems } from '../../editing/items.ts';
import { gatewayLimits } from '../../limits.ts';
import { specOf } from '../../schemas/output.ts';
import { problemSchema, recipeSchema } from '../../schemas/recipe.ts';
import { scoresSchema } from '../../schemas/trajectory.ts';
import { batchModes } from '../../schemas/work.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { preferHeaders } from '../prefer.ts';
import { problems } from '../replies.ts';
import type { HttpApp } from '../types.ts';
import { changeShape } from './edits.ts';
import {
  failureJson,
  failureSchema,
  jobJson,
  jobShape,
  jobStateSchema,
  outcomeJson,
  renderedSchema,
} from './jobJson.ts';
import { waitAsPreferred } from './jobs.ts';

const batchRequest = z
  .object({
    photoIds: z.array(z.string().max(64)).min(1).max(gatewayLimits.batchItemsCount),
    mode: z
      .enum(batchModes)
      .describe(
        'adapt: the agent edits each photo by itself. sync: all get the same recipe; with an instruction the agent ' +
          'edits the first photo that it can, and its recipe is copied to the others.',
      ),
    groups: z
      .array(z.string())
      .optional()
      .describe(
        `What the copies of a synchronised edit take, of ${recipeGroups.join(', ')}; default: all but crop, transform, ` +
          'retouch and masks.',
      ),
    ...changeShape,
  })
  .meta({
    id: 'BatchRequest',
    examples: [
      { photoIds: ['pho_1', 'pho_2'], mode: 'sync', instruction: 'bright and airy', outputs: [{ format: 'jpeg' }] },
    ],
  });

export const itemCountsSchema = z
  .object({
    ...{ queued: z.int(), running: z.int(), succeeded: z.int(), failed: z.int(), canceled: z.int(), expired: z.int() },
  })
  .meta({ id: 'ItemCounts', description: 'How many items are in which state.' });

const batchSchema = z
  .object({
    ...jobShape,
    mode: z.enum(batchModes),
    instruction: z.string().nullable(),
    leader: z.int().nullable().describe('The item whose edit the others got, in mode sync with an instruction.'),
    items: itemCountsSchema,
  })
  .meta({ id: 'Batch', description: 'A batch succeeds when every item has ended, well or not.' });

const itemSchema = z
  .object({
    index: z.int(),
    photoId: z.string(),
    state: jobStateSchema,
    sessionId: z.string().nullable(),
    turnId: z.string().nullable(),
    recipe: recipeSchema.nullable(),
    scores: scoresSchema.nullable(),
    notDone: z.array(z.string()),
    missed: z.array(z.string()),
    warnings: z.array(problemSchema),
    outputs: z.array(renderedSchema),
    failure: failureSchema.nullable(),
  })
  .meta({ id: 'BatchItem' });

const batchParams = z.object({ batchId: z.string().max(64) });

export function batchRoutes(app: HttpApp): void {
  app.route({
    method: 'POST',
    url: '/v1/batches',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'edit' },
    schema: {
      operationId: 'createBatch',
      summary: 'Edit many photos: each by itself, or all alike. One that fails stops no other.',
      headers: preferHeaders,
      body: batchRequest,
      response: { 200: batchSchema, 202: batchSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { caller, body } = request;
      const { photoIds, mode, groups, options, outputs, deadlineSeconds, ...change } = body;
      const rest = { options, outputs: outputs.map(specOf), deadlineSeconds };
      const { id } = await createBatch(caller, { photoIds, mode, groups, change, ...rest }, request.idempotency);
      const ended = await waitAsPreferred(request, reply, id);
      return reply
        .code(ended ? 200 : 202)
        .header('location', `/v1/batches/${id}`)
        .send(await batchJson(caller, id));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/batches/:batchId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getBatch',
      summary: 'How far a batch is.',
      params: batchParams,
      headers: preferHeaders,
      response: { 200: batchSchema, ...problems },
    },
    handler: async (request, reply) => {
      await waitAsPreferred(request, reply, request.params.batchId);
      return batchJson(request.caller, request.params.batchId);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/batches/:batchId/items',
    config: { scope: 'read' },
    schema: {
      operationId: 'listBatchItems',
      summary: 'What came of each photo, in the order of the request.',
      params: batchParams,
      querystring: pageQuery.extend({ state: jobStateSchema.optional() }),
      response: {
        200: z.object({ items: z.array(itemSchema), nextPageToken }).meta({ id: 'BatchItemPage' }),
        ...problems,
      },
    },
    handler: async ({ params: { batchId }, query, caller }) => {
      const { rows, ...page } = await listBatchItems(caller, batchId, query);
      const items = rows.map((item) => ({ ...item, ...outcomeJson(item), failure: failureJson(item.failure) }));
      return { items, ...page };
    },
  });
}

async function batchJson(caller: CallerContext, id: string): Promise<z.output<typeof batchSchema>> {
  const { mode, instruction, leader, items, ...job } = await getBatch(caller, id);
  return { ...jobJson(job), mode, instruction, leader, items };
}
