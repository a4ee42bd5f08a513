import { Fault, limits } from '@safelight/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallerContext } from '../../context.ts';
import { createEdit, getEdit } from '../../editing/edits.ts';
import type { PhotoOfEdit } from '../../editing/edits.ts';
import { createPhoto, wishesOf } from '../../editing/photos.ts';
import { gatewayLimits } from '../../limits.ts';
import { outputSchema, specOf } from '../../schemas/output.ts';
import { problemSchema, recipeSchema } from '../../schemas/recipe.ts';
import { scoresSchema } from '../../schemas/trajectory.ts';
import { admit } from '../admission.ts';
import { bytes, form, text } from '../bodies.ts';
import { preferHeaders } from '../prefer.ts';
import { problems } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { fileOf, readParts, uploadBodyLimit } from '../upload.ts';
import { deadlineSchema, jobJson, jobShape, outcomeJson, renderedSchema } from './jobJson.ts';
import { waitAsPreferred } from './jobs.ts';
import { retentionSeconds } from './photos.ts';
import { turnOptionsShape } from './turnOptions.ts';

/** What is done, as edits and batches take it. */
export const changeShape = {
  instruction: z
    .string()
    .optional()
    .describe(
      `What the photo should look like, at most ${limits.instructionLengthChars} characters. ` +
        'The agent begins with the recipe that the other fields give.',
    ),
  xmp: z.string().optional().describe('A sidecar or a develop preset to begin with.'),
  presetId: z.string().max(64).optional().describe('Laid over the XMP.'),
  recipe: recipeSchema.optional().describe('Laid over XMP and preset.'),
  options: z.object(turnOptionsShape).prefault({}).describe('How hard the agent tries.'),
  outputs: z.array(outputSchema).max(gatewayLimits.outputsPerEditCount).default([]).describe('Finished pictures.'),
  deadlineSeconds: deadlineSchema,
};

const photoUrl = z.string().max(2_048).describe('Public http or https address that the server takes the photo from.');

const wishesShape = {
  retentionSeconds: retentionSeconds.optional().describe('Of a photo that comes with the request; see createPhoto.'),
  noStore: z.boolean().default(false).describe('Of a photo that comes with the request; see createPhoto.'),
};

const editRequest = z
  .object({ photoId: z.string().max(64).optional(), url: photoUrl.optional(), ...wishesShape, ...changeShape })
  .meta({
    id: 'EditRequest',
    examples: [
      {
        photoId: 'pho_0f3a9b1c2d4e5f60',
        instruction: 'warm, dreamy golden hour',
        outputs: [{ format: 'jpeg', longEdge: 2048 }, { format: 'tiff' }],
      },
    ],
  });

const editSchema = z
  .object({
    ...jobShape,
    photoId: z.string().nullable().describe('Null while the photo is taken from its URL.'),
    sessionId: z.string().nullable().describe('The session that the edit opened: follow its events, go on in it.'),
    turnId: z.string().nullable().describe('Null without an instruction.'),
    recipe: recipeSchema.nullable().describe('Null before the end.'),
    scores: scoresSchema.nullable().describe("The evaluator's scores; null without an instruction."),
    notDone: z.array(z.string()).describe('What was not understood, or cannot be done by developing.'),
    missed: z.array(z.string()).describe('What was tried and not reached.'),
    warnings: z.array(problemSchema).describe('Settings that were clamped, carried along, or have no effect.'),
    outputs: z.array(renderedSchema).describe('Those that are finished, in the order of the request.'),
  })
  .meta({ id: 'Edit' });

export function editRoutes(app: HttpApp): void {
  admit(app, gatewayLimits.uploadsInFlightCount);

  app.route({
    method: 'POST',
    url: '/v1/edits',
    bodyLimit: uploadBodyLimit + gatewayLimits.recipeBodySizeBytes,
    config: {
      ...{ scope: 'edit', fieldSizeBytesMax: gatewayLimits.recipeBodySizeBytes },
      bodies: {
        'multipart/form-data': form({
          photo: bytes('The photo.'),
          request: text('The JSON of an EditRequest, without photoId and url.'),
        }),
      },
    },
    schema: {
      operationId: 'createEdit',
      summary: 'Edit a photo in one call: photo, instruction and/or recipe, several outputs.',
      description:
        'As JSON with photoId or url; or as multipart/form-data with the file "photo" and the field "request", which ' +
        'holds the same JSON without them. It answers 202 with the job; with `Prefer: wait=60` 200 when it is ready ' +
        'in time.',
      consumes: ['application/json', 'multipart/form-data'],
      headers: preferHeaders,
      body: editRequest.nullish(),
      response: { 200: editSchema, 202: editSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { caller } = request;
      const { photo, body } = await readRequest(request, signalOf(reply));
      const { options, outputs, deadlineSeconds, instruction, xmp, presetId, recipe } = body;
      const change = { instruction, xmp, presetId, recipe };
      const edit = { photo, change, options, outputs: outputs.map(specOf), deadlineSeconds };
      const { id } = await createEdit(caller, edit, request.idempotency);
      const ended = await waitAsPreferred(request, reply, id);
      return reply
        .code(ended ? 200 : 202)
        .header('location', `/v1/edits/${id}`)
        .send(await editJson(caller, id));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/edits/:editId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getEdit',
      summary: 'How far an edit is, and what came of it.',
      params: z.object({ editId: z.string().max(64) }),
      headers: preferHeaders,
      response: { 200: editSchema, ...problems },
    },
    handler: async (request, reply) => {
      await waitAsPreferred(request, reply, request.params.editId);
      return editJson(request.caller, request.params.editId);
    },
  });
}

async function editJson(caller: CallerContext, id: string): Promise<z.output<typeof editSchema>> {
  const edit = await getEdit(caller, id);
  const { photoId, sessionId, turnId } = edit;
  return { ...jobJson(edit), photoId, sessionId, turnId, ...outcomeJson(edit) };
}

interface ReadEdit {
  readonly photo: PhotoOfEdit;
  readonly body: z.output<typeof editRequest>;
}

async function readRequest(request: FastifyRequest, signal: AbortSignal): Promise<ReadEdit> {
  if (!request.isMultipart()) {
    const body = request.body as z.output<typeof editRequest> | null | undefined;
    if (body === null || body === undefined) throw new Fault('request.invalid', 'The body is empty. Send JSON.');
    const { photoId, url } = body;
    if (photoId !== undefined && url === undefined) return { photo: { id: photoId }, body };
    if (url !== undefined && photoId === undefined)
      return { photo: { url, ...wishesOf(body.retentionSeconds, body.noStore) }, body };
    throw new Fault('request.invalid', 'Name the photo by photoId or by url, and by one of them only.', {
      field: 'photoId',
    });
  }
  const parts = await readParts(request);
  const body = readField(parts.fields.get('request') ?? '{}');
  const { data, fileName } = fileOf(parts, 'photo');
  const { id } = await createPhoto(
    request.caller,
    { data, fileName },
    signal,
    wishesOf(body.retentionSeconds, body.noStore),
  );
  return { photo: { id }, body };
}

function readField(text: string): z.output<typeof editRequest> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Fault('request.invalid', 'The field "request" is no JSON. Mend it.', { field: 'request', cause });
  }
  const read = editRequest.omit({ photoId: true, url: true }).strict().safeParse(json);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => {
    const field = ['request', ...path].join('.');
    return { code: 'request.invalid' as const, field, message: `${field}: ${message}` };
  });
  const told = problems.map(({ message }) => message).join('; ');
  throw new Fault('request.invalid', `${told}. Mend the request.`, { problems });
}
