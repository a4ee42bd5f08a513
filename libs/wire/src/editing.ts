import { limits } from '@safelight/core';
import * as pb from '../generated/safelight/editing/v1/editing.ts';
import { codec, serverStream, unary } from './contract.ts';
import { number, present, refuse, text } from './decode.ts';
import { decodeEventMessage, encodeEventMessage } from './event.ts';
import type {
  CreatePhotoRequest,
  CreateTurnRequest,
  GetRecipeResponse,
  ImageContent,
  Photo,
  SessionRenderRequest,
  StreamEventsRequest,
  StreamEventsResponse,
} from './messages.ts';
import { decodeRecipe, encodeRecipe } from './recipe.ts';
import { decodeImage, encodeImage } from './trajectory.ts';
import { decodeLimits, encodeLimits } from './turnLimits.ts';

const idLengthMax = 64;
const fileNameLengthMax = 1_000;

const id = (value: string, field: string): string => text(value, field, idLengthMax, 1);

const createPhotoRequest = codec<pb.CreatePhotoRequest, CreatePhotoRequest>(
  pb.CreatePhotoRequest,
  ({ data, fileName }) => ({ data: Buffer.from(data), fileName }),
  ({ data, fileName }) => {
    if (data.length > limits.photoSizeBytes) refuse('data', `is larger than ${limits.photoSizeBytes} bytes`);
    return { data, fileName: text(fileName, 'fileName', fileNameLengthMax) };
  },
);

const createPhotoResponse = codec<pb.CreatePhotoResponse, { readonly photo: Photo }>(
  pb.CreatePhotoResponse,
  ({ photo }) => ({ photo: { ...photo, sizeBytes: BigInt(photo.sizeBytes) } }),
  ({ photo }) => {
    const wire = present(photo, 'photo');
    return { photo: { ...wire, sizeBytes: Number(wire.sizeBytes) } };
  },
);

const createSessionRequest = codec<pb.CreateSessionRequest, { readonly photoId: string }>(
  pb.CreateSessionRequest,
  (value) => ({ ...value }),
  ({ photoId }) => ({ photoId: id(photoId, 'photoId') }),
);

const createSessionResponse = codec<pb.CreateSessionResponse, { readonly sessionId: string }>(
  pb.CreateSessionResponse,
  (value) => ({ ...value }),
  (message) => message,
);

const createTurnRequest = codec<pb.CreateTurnRequest, CreateTurnRequest>(
  pb.CreateTurnRequest,
  ({ sessionId, instruction, options }) => ({ sessionId, instruction, ...options, ...encodeLimits(options) }),
  ({ sessionId, instruction, stepsMax, seed, candidates, reflectionsMax, scoreMin, textOnly, ...wire }) => ({
    sessionId: id(sessionId, 'sessionId'),
    instruction,
    options: {
      stepsMax: stepsMax === 0 ? limits.stepsPerTurnDefault : number(stepsMax, 'stepsMax', 1, limits.stepsPerTurnMax),
      seed,
      candidates: candidates === 0 ? 1 : number(candidates, 'candidates', 1, limits.candidatesMax),
      reflectionsMax: number(reflectionsMax ?? limits.reflectionsDefault, 'reflectionsMax', 0, limits.reflectionsMax),
      scoreMin: scoreMin === 0 ? limits.scoreMinDefault : number(scoreMin, 'scoreMin', 1, 5),
      textOnly,
      ...decodeLimits(wire, 'options'),
    },
  }),
);

const createTurnResponse = codec<pb.CreateTurnResponse, { readonly turnId: string }>(
  pb.CreateTurnResponse,
  (value) => ({ ...value }),
  (message) => message,
);

const streamRequest = codec<pb.StreamEventsRequest, StreamEventsRequest>(
  pb.StreamEventsRequest,
  ({ sessionId, afterSequence }) => ({ sessionId, afterSequence: BigInt(afterSequence) }),
  ({ sessionId, afterSequence }) => ({
    sessionId: id(sessionId, 'sessionId'),
    afterSequence: number(Number(afterSequence), 'afterSequence', 0, Number.MAX_SAFE_INTEGER),
  }),
);

const streamResponse = codec<pb.StreamEventsResponse, StreamEventsResponse>(
  pb.StreamEventsResponse,
  ({ event }) => ({ event: encodeEventMessage(event) }),
  ({ event }) => ({ event: decodeEventMessage(event, 'event') }),
);

const recipeRequest = codec<pb.GetRecipeRequest, { readonly sessionId: string }>(
  pb.GetRecipeRequest,
  (value) => ({ ...value }),
  ({ sessionId }) => ({ sessionId: id(sessionId, 'sessionId') }),
);

const recipeResponse = codec<pb.GetRecipeResponse, GetRecipeResponse>(
  pb.GetRecipeResponse,
  ({ recipe, xmp }) => ({ recipe: encodeRecipe(recipe), xmp }),
  ({ recipe, xmp }) => ({ recipe: decodeRecipe(recipe, 'recipe'), xmp }),
);

const renderRequest = codec<pb.RenderRequest, SessionRenderRequest>(
  pb.RenderRequest,
  ({ sessionId, longEdgeMaxPixels }) => ({ sessionId, longEdgeMaxPixels: longEdgeMaxPixels ?? 0 }),
  ({ sessionId, longEdgeMaxPixels }) => ({
    sessionId: id(sessionId, 'sessionId'),
    longEdgeMaxPixels:
      longEdgeMaxPixels === 0 ? null : number(longEdgeMaxPixels, 'longEdgeMaxPixels', 1, limits.photoEdgePixels),
  }),
);

const renderResponse = codec<pb.RenderResponse, { readonly image: ImageContent }>(
  pb.RenderResponse,
  ({ image }) => ({ image: encodeImage(image) }),
  ({ image }) => ({ image: decodeImage(image, 'image') }),
);

const service = 'safelight.editing.v1.EditingService';

export const editingContract = {
  service,
  methods: {
    createPhoto: unary(`/${service}/CreatePhoto`, createPhotoRequest, createPhotoResponse),
    createSession: unary(`/${service}/CreateSession`, createSessionRequest, createSessionResponse),
    createTurn: unary(`/${service}/CreateTurn`, createTurnRequest, createTurnResponse),
    streamEvents: serverStream(`/${service}/StreamEvents`, streamRequest, streamResponse),
    getRecipe: unary(`/${service}/GetRecipe`, recipeRequest, recipeResponse),
    render: unary(`/${service}/Render`, renderRequest, renderResponse),
  },
} as const;
