import { Fault, limits } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { createEvaluationBatch, getEvaluationBatch } from '../../editing/batches.ts';
import { compare, evaluate } from '../../editing/evaluations.ts';
import { listEvaluationItems } from '../../editing/items.ts';
import { pictureBytes } from '../../editing/pictures.ts';
import { gatewayLimits } from '../../limits.ts';
import { comparisonSchema, evaluationSchema } from '../../schemas/trajectory.ts';
import type { Picture } from '../../schemas/work.ts';
import { admit } from '../admission.ts';
import { bytes, files, form, text } from '../bodies.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { preferHeaders } from '../prefer.ts';
import { problems } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { fileOf, readParts, uploadBodyLimit } from '../upload.ts';
import { itemCountsSchema } from './batches.ts';
import { deadlineSchema, failureJson, failureSchema, jobJson, jobShape, jobStateSchema } from './jobJson.ts';
import { waitAsPreferred } from './jobs.ts';

const pictureRef = z
  .union([z.object({ photoId: z.string().max(64) }), z.object({ renderId: z.string().max(64) })])
  .meta({ id: 'Picture', description: 'An original, or a finished render.' });

const evaluationRequest = z.object({ instruction: z.string(), before: pictureRef, after: pictureRef }).meta({
  id: 'EvaluationRequest',
  examples: [{ instruction: 'warmer', before: { photoId: 'pho_1' }, after: { renderId: 'rnd_1' } }],
});

const comparisonRequest = z
  .object({
    instruction: z.string(),
    before: pictureRef,
    afters: z.array(pictureRef).min(2).max(limits.candidatesMax),
  })
  .meta({ id: 'ComparisonRequest' });

const comparedSchema = z
  .object({
    comparison: comparisonSchema,
    evaluations: z.array(evaluationSchema).describe('Of each edit, in their order.'),
    pairs: z
      .array(
        z.object({
          one: z.int(),
          other: z.int(),
          winner: z.int().nullable().describe('null for a tie'),
          evidence: z.string(),
        }),
      )
      .describe('Every pair once.'),
  })
  .meta({ id: 'ComparedEdits' });

const batchRequest = z
  .object({
    items: z.array(evaluationRequest).min(1).max(gatewayLimits.batchItemsCount),
    deadlineSeconds: deadlineSchema,
  })
  .meta({ id: 'EvaluationBatchRequest' });

const batchSchema = z.object({ ...jobShape, items: itemCountsSchema }).meta({ id: 'EvaluationBatch' });

const itemSchema = z
  .object({
    index: z.int(),
    ...evaluationRequest.shape,
    state: jobStateSchema,
    evaluation: evaluationSchema.nullable(),
    failure: failureSchema.nullable(),
  })
  .meta({ id: 'EvaluationBatchItem' });

const batchParams = z.object({ batchId: z.string().max(64) });

export function evaluationRoutes(app: HttpApp): void {
  admit(app, gatewayLimits.uploadsInFlightCount);

  app.route({
    method: 'POST',
    url: '/v1/evaluations',
    bodyLimit: 2 * uploadBodyLimit,
    config: {
      scope: 'evaluate',
      bodies: {
        'multipart/form-data': form({
          before: bytes('The original.'),
          after: bytes('The edit.'),
          instruction: text('What was asked for.'),
        }),
      },
    },
    schema: {
      operationId: 'evaluate',
      summary: 'Score an edit made anywhere.',
      description:
        'As multipart/form-data with the files "before" and "after" and the field "instruction", or as JSON that names ' +
        'photos and renders of the account.',
      consumes: ['multipart/form-data', 'application/json'],
      body: evaluationRequest.nullish(),
      response: { 200: evaluationSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { before, afters, instruction } = await readPictures(request, 'after');
      const [after = new Uint8Array()] = afters;
      const evaluation = await evaluate(request.caller, { before, after, instruction }, signalOf(reply));
      return reply.send(evaluation as z.output<typeof evaluationSchema>);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/comparisons',
    bodyLimit: (1 + limits.candidatesMax) * uploadBodyLimit,
    config: {
      ...{ scope: 'evaluate', filesMax: 1 + limits.candidatesMax },
      bodies: {
        'multipart/form-data': form({
          before: bytes('The original.'),
          after: files('The edits, two or more.'),
          instruction: text('What was asked for.'),
        }),
      },
    },
    schema: {
      operationId: 'compareEdits',
      summary: 'Rank several edits of one picture by pairwise win rates.',
      description:
        'As multipart/form-data with the file "before", a file "after" for each edit and the field "instruction", or as ' +
        'JSON that names photos and renders of the account.',
      consumes: ['multipart/form-data', 'application/json'],
      body: comparisonRequest.nullish(),
      response: { 200: comparedSchema, ...problems },
    },
    handler: async (request, reply) => {
      const compared = await compare(request.caller, await readPictures(request, 'afters'), signalOf(reply));
      return reply.send(compared as unknown as z.output<typeof comparedSchema>);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/evaluation-batches',
    bodyLimit: gatewayLimits.recipeBodySizeBytes,
    config: { scope: 'evaluate' },
    schema: {
      operationId: 'createEvaluationBatch',
      summary: 'Score many edits. One that cannot be scored stops no other.',
      headers: preferHeaders,
      body: batchRequest,
      response: { 200: batchSchema, 202: batchSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { caller, body } = request;
      const { id } = await createEvaluationBatch(caller, body, request.idempotency);
      const ended = await waitAsPreferred(request, reply, id);
      return reply
        .code(ended ? 200 : 202)
        .header('location', `/v1/evaluation-batches/${id}`)
        .send(await batchJson(caller, id));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/evaluation-batches/:batchId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getEvaluationBatch',
      summary: 'How far an evaluation batch is.',
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
    url: '/v1/evaluation-batches/:batchId/items',
    config: { scope: 'read' },
    schema: {
      operationId: 'listEvaluationBatchItems',
      summary: 'The evaluations, in the order of the request.',
      params: batchParams,
      querystring: pageQuery.extend({ state: jobStateSchema.optional() }),
      response: {
        200: z.object({ items: z.array(itemSchema), nextPageToken }).meta({ id: 'EvaluationBatchItemPage' }),
        ...problems,
      },
    },
    handler: async ({ params: { batchId }, query, caller }) => {
      const { rows, ...page } = await listEvaluationItems(caller, batchId, query);
      const items = rows.map(({ edit, failure, ...item }) => ({
        ...{ ...item, ...edit, failure: failureJson(failure) },
      }));
      return { items, ...page };
    },
  });
}

async function batchJson(caller: CallerContext, id: string): Promise<z.output<typeof batchSchema>> {
  const { items, ...job } = await getEvaluationBatch(caller, id);
  return { ...jobJson(job), items };
}

interface ReadPictures {
  readonly instruction: string;
  readonly before: Uint8Array;
  readonly afters: readonly Uint8Array[];
}

async function readPictures(request: FastifyRequest, field: 'after' | 'afters'): Promise<ReadPictures> {
  if (request.isMultipart()) {
    const parts = await readParts(request);
    const afters = parts.files.filter(({ name }) => name === 'after').map(({ data }) => data);
    if (afters.length === 0) fileOf(parts, 'after');
    const before = fileOf(parts, 'before').data;
    return { before, afters, instruction: parts.fields.get('instruction') ?? '' };
  }
  const body = request.body as
    z.output<typeof evaluationRequest> | z.output<typeof comparisonRequest> | null | undefined;
  if (body === null || body === undefined) {
    throw new Fault('request.invalid', 'Send the pictures as multipart/form-data, or name them as JSON.', { field });
  }
  const named: readonly Picture[] = 'afters' in body ? body.afters : [body.after];
  const [before, ...afters] = await Promise.all(
    [body.before, ...named].map((picture) => pictureBytes(request.caller, picture)),
  );
  return { before: before ?? new Uint8Array(), afters, instruction: body.instruction };
}
