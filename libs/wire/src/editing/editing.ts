/** safelight.editing.v1.EditingService: photos and the sessions on them. */
import { limits } from '@safelight/core';
import type { Recipe, SessionState, ToolCall } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/editing.ts';
import { codec, serverStream, unary } from '../contract.ts';
import { refuse, text as checkText } from '../decode.ts';
import { big, count, digest, id, many, nextPageToken, nullable, one, unset } from '../fields.ts';
import { pageFields, picture, shape, text, whole } from '../fields.ts';
import { calls, event, image, recipe, revision, trajectory } from '../nouns.ts';
import type { CreateTurnRequest } from '../messages.ts';
import { defaultOutput, output } from './output.ts';
import type { Output } from './output.ts';
import { fileName, photo, retention, url } from './photos.ts';
import { fileForm, xmp } from './recipes.ts';
import { changedRecipe, decodeOptions, encodeOptions, session, sessionEntry, sessionState, turn } from './sessions.ts';

const photosMax = 200;
const sessionsMax = 200;
const eventsMax = 10_000;
const candidate = count(0, limits.candidatesMax - 1);

type CreateSessionRequest = { readonly photoId: string } | { readonly branchOf: SessionState };

const createSessionRequest = codec<pb.CreateSessionRequest, CreateSessionRequest>(
  pb.CreateSessionRequest,
  (value) =>
    'photoId' in value
      ? { photoId: value.photoId, branchOf: undefined }
      : { photoId: '', branchOf: sessionState.encode(value.branchOf) },
  ({ photoId, branchOf }) => {
    if (branchOf === undefined) return { photoId: id.decode(photoId, 'photoId') };
    if (photoId !== '') refuse('photoId', 'a branch is on the photo of its session; leave this out');
    return { branchOf: sessionState.decode(branchOf, 'branchOf') };
  },
);

const createTurnRequest = codec<pb.CreateTurnRequest, CreateTurnRequest>(
  pb.CreateTurnRequest,
  ({ sessionId, instruction, options }) => ({ sessionId, instruction, ...encodeOptions(options) }),
  (message) => ({
    sessionId: id.decode(message.sessionId, 'sessionId'),
    // The use-case refuses what is empty or too long, with faults of its own.
    instruction: message.instruction,
    options: decodeOptions(message, ''),
  }),
);

interface ChangeRecipeRequest {
  readonly sessionId: string;
  readonly change:
    | { readonly sequence: number }
    | { readonly turnId: string; readonly candidate: number }
    | { readonly recipe: Recipe }
    | { readonly xmp: string }
    | { readonly calls: readonly ToolCall[] };
}

const sequence = big(1);

function encodeChange(change: ChangeRecipeRequest['change']): NonNullable<pb.ChangeRecipeRequest['change']> {
  if ('sequence' in change) return { $case: 'sequence', value: sequence.encode(change.sequence) };
  if ('turnId' in change) return { $case: 'variant', value: { ...change } };
  if ('xmp' in change) return { $case: 'xmp', value: change.xmp };
  if ('calls' in change) return { $case: 'calls', value: { calls: calls.encode(change.calls) } };
  return { $case: 'recipe', value: recipe.encode(change.recipe) };
}

function decodeChange(change: pb.ChangeRecipeRequest['change']): ChangeRecipeRequest['change'] {
  switch (change?.$case) {
    case 'sequence':
      return { sequence: sequence.decode(change.value, 'sequence') };
    case 'variant':
      return {
        turnId: id.decode(change.value.turnId, 'variant.turnId'),
        candidate: candidate.decode(change.value.candidate, 'variant.candidate'),
      };
    case 'recipe':
      return { recipe: recipe.decode(change.value, 'recipe') };
    case 'xmp':
      return { xmp: checkText(change.value, 'xmp', limits.xmpSizeBytes, 1) };
    case 'calls':
      if (change.value.calls.length === 0) refuse('calls', 'is empty');
      return { calls: calls.decode(change.value.calls, 'calls.calls') };
    case undefined:
      return refuse('change', 'say what the recipe is to be: sequence, variant, recipe, xmp or calls');
  }
}

const changeRecipeRequest = codec<pb.ChangeRecipeRequest, ChangeRecipeRequest>(
  pb.ChangeRecipeRequest,
  ({ sessionId, change }) => ({ sessionId, change: encodeChange(change) }),
  ({ sessionId, change }) => ({ sessionId: id.decode(sessionId, 'sessionId'), change: decodeChange(change) }),
);

interface RenderRequest {
  readonly sessionId: string;
  readonly output: Output;
}

const renderRequest = codec<pb.RenderRequest, RenderRequest>(
  pb.RenderRequest,
  ({ sessionId, output: wanted }) => ({ sessionId, longEdgeMaxPixels: 0, output: output.encode(wanted) }),
  ({ sessionId, longEdgeMaxPixels, output: wire }) => {
    const wanted = wire === undefined ? defaultOutput : output.decode(wire, 'output');
    const longEdge = count(0, limits.photoEdgePixels).decode(longEdgeMaxPixels, 'longEdgeMaxPixels');
    return {
      sessionId: id.decode(sessionId, 'sessionId'),
      output: longEdge === 0 ? wanted : { ...wanted, longEdgeMaxPixels: longEdge },
    };
  },
);

const turnName = { sessionId: id, turnId: id };
const service = 'safelight.editing.v1.EditingService';

export const editingContract = {
  service,
  methods: {
    createPhoto: unary(
      `/${service}/CreatePhoto`,
      whole(shape(pb.CreatePhotoRequest, { data: picture, fileName, retention })),
      whole(shape(pb.CreatePhotoResponse, { photo: one(photo) })),
    ),
    importPhoto: unary(
      `/${service}/ImportPhoto`,
      whole(shape(pb.ImportPhotoRequest, { url, retention })),
      whole(shape(pb.ImportPhotoResponse, { photo: one(photo) })),
    ),
    getPhoto: unary(
      `/${service}/GetPhoto`,
      whole(shape(pb.GetPhotoRequest, { photoId: id })),
      whole(shape(pb.GetPhotoResponse, { photo: one(photo) })),
    ),
    getOriginal: unary(
      `/${service}/GetOriginal`,
      whole(shape(pb.GetOriginalRequest, { photoId: id })),
      whole(shape(pb.GetOriginalResponse, { photo: one(photo), data: picture })),
    ),
    listPhotos: unary(
      `/${service}/ListPhotos`,
      whole(shape(pb.ListPhotosRequest, pageFields)),
      whole(shape(pb.ListPhotosResponse, { photos: many(photo, photosMax), nextPageToken })),
    ),
    listSessions: unary(
      `/${service}/ListSessions`,
      whole(shape(pb.ListSessionsRequest, pageFields)),
      whole(shape(pb.ListSessionsResponse, { sessions: many(sessionEntry, sessionsMax), nextPageToken })),
    ),
    deletePhoto: unary(
      `/${service}/DeletePhoto`,
      whole(shape(pb.DeletePhotoRequest, { photoId: id })),
      whole(shape(pb.DeletePhotoResponse, {})),
    ),
    createSession: unary(
      `/${service}/CreateSession`,
      createSessionRequest,
      whole(shape(pb.CreateSessionResponse, { sessionId: id, session: one(session) })),
    ),
    getSession: unary(
      `/${service}/GetSession`,
      whole(shape(pb.GetSessionRequest, { sessionId: id })),
      whole(shape(pb.GetSessionResponse, { session: one(session) })),
    ),
    deleteSession: unary(
      `/${service}/DeleteSession`,
      whole(shape(pb.DeleteSessionRequest, { sessionId: id })),
      whole(shape(pb.DeleteSessionResponse, {})),
    ),
    createTurn: unary(
      `/${service}/CreateTurn`,
      createTurnRequest,
      whole(shape(pb.CreateTurnResponse, { turnId: id, turn: one(turn) })),
    ),
    getTurn: unary(
      `/${service}/GetTurn`,
      whole(shape(pb.GetTurnRequest, turnName)),
      whole(shape(pb.GetTurnResponse, { turn: one(turn) })),
    ),
    cancelTurn: unary(
      `/${service}/CancelTurn`,
      whole(shape(pb.CancelTurnRequest, turnName)),
      whole(shape(pb.CancelTurnResponse, { turn: one(turn) })),
    ),
    reviseTurn: unary(
      `/${service}/ReviseTurn`,
      whole(
        shape(pb.ReviseTurnRequest, {
          ...{
            ...turnName,
            candidate: nullable(candidate),
            revisions: many(revision, limits.stepsPerTrajectoryMax, 1),
          },
        }),
      ),
      whole(shape(pb.ReviseTurnResponse, { changed: one(changedRecipe) })),
    ),
    getTrajectory: unary(
      `/${service}/GetTrajectory`,
      whole(shape(pb.GetTrajectoryRequest, { ...turnName, candidate: nullable(candidate) })),
      whole(shape(pb.GetTrajectoryResponse, { trajectory: one(trajectory) })),
    ),
    streamEvents: serverStream(
      `/${service}/StreamEvents`,
      whole(shape(pb.StreamEventsRequest, { sessionId: id, afterSequence: big() })),
      whole(shape(pb.StreamEventsResponse, { event: one(event) })),
    ),
    listEvents: unary(
      `/${service}/ListEvents`,
      whole(shape(pb.ListEventsRequest, { sessionId: id, afterSequence: big() })),
      whole(shape(pb.ListEventsResponse, { events: many(event, eventsMax), nextAfterSequence: big() })),
    ),
    getRecipe: unary(
      `/${service}/GetRecipe`,
      whole(shape(pb.GetRecipeRequest, { sessionId: id })),
      whole(shape(pb.GetRecipeResponse, { recipe: one(recipe), xmp })),
    ),
    exportRecipe: unary(
      `/${service}/ExportRecipe`,
      whole(shape(pb.ExportRecipeRequest, { sessionId: id, form: fileForm })),
      whole(shape(pb.ExportRecipeResponse, { text: text(limits.xmpSizeBytes * 2), mediaType: text(200), fileName })),
    ),
    getReport: unary(
      `/${service}/GetReport`,
      whole(shape(pb.GetReportRequest, { sessionId: id, turnId: unset('', null, id) })),
      whole(shape(pb.GetReportResponse, { html: text(limits.grpcMessageBytes), fileName })),
    ),
    changeRecipe: unary(
      `/${service}/ChangeRecipe`,
      changeRecipeRequest,
      whole(shape(pb.ChangeRecipeResponse, { changed: one(changedRecipe) })),
    ),
    render: unary(`/${service}/Render`, renderRequest, whole(shape(pb.RenderResponse, { image: one(image) }))),
    getImage: unary(
      `/${service}/GetImage`,
      whole(shape(pb.GetImageRequest, { sha256: digest })),
      whole(shape(pb.GetImageResponse, { image: one(image) })),
    ),
  },
} as const;
