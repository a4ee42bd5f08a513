import { limits, type Reflection } from '@safelight/core';
import * as pb from '../generated/safelight/reflector/v1/reflector.ts';
import { codec, unary } from './contract.ts';
import { digest, list, number, text } from './decode.ts';
import type {
  ListSamplesRequest,
  ListSamplesResponse,
  SubmitTrajectoryRequest,
  SubmitTrajectoryResponse,
} from './messages.ts';
import { decodeCalls, encodeCall } from './recipe.ts';
import { decodeImage, decodeTrajectoryMessage, encodeImage, encodeTrajectoryMessage, locale } from './trajectory.ts';

const pageSizeMax = 200;
const pageSizeDefault = 50;
const tokenLengthMax = 200;
const proseLengthMax = 50_000;

function encodeReflection(reflection: Reflection): pb.Reflection {
  return {
    ...reflection,
    locale: locale.encode(reflection.locale),
    worse: encodeTrajectoryMessage(reflection.worse),
    better: encodeTrajectoryMessage(reflection.better),
    correction: reflection.correction.map(encodeCall),
  };
}

function decodeReflection(message: pb.Reflection, field: string): Reflection {
  return {
    id: text(message.id, `${field}.id`, tokenLengthMax, 1),
    photoSha256: digest(message.photoSha256, `${field}.photoSha256`),
    instruction: text(message.instruction, `${field}.instruction`, limits.instructionLengthChars, 1),
    locale: locale.decode(message.locale, `${field}.locale`),
    worse: decodeTrajectoryMessage(message.worse, `${field}.worse`),
    better: decodeTrajectoryMessage(message.better, `${field}.better`),
    analysis: text(message.analysis, `${field}.analysis`, proseLengthMax),
    correction: decodeCalls(message.correction, `${field}.correction`),
    margin: number(message.margin, `${field}.margin`),
  };
}

const submitRequest = codec<pb.SubmitTrajectoryRequest, SubmitTrajectoryRequest>(
  pb.SubmitTrajectoryRequest,
  ({ trajectory, images }) => ({ trajectory: encodeTrajectoryMessage(trajectory), images: images.map(encodeImage) }),
  ({ trajectory, images }) => ({
    trajectory: decodeTrajectoryMessage(trajectory, 'trajectory'),
    images: list(images, 'images', limits.stepsPerTurnMax + 1, decodeImage),
  }),
);

const submitResponse = codec<pb.SubmitTrajectoryResponse, SubmitTrajectoryResponse>(
  pb.SubmitTrajectoryResponse,
  ({ reflectionIds }) => ({ reflectionIds: [...reflectionIds] }),
  ({ reflectionIds }) => ({ reflectionIds }),
);

const listRequest = codec<pb.ListSamplesRequest, ListSamplesRequest>(
  pb.ListSamplesRequest,
  (value) => ({ ...value }),
  (message) => ({
    pageSizeMax:
      message.pageSizeMax === 0 ? pageSizeDefault : number(message.pageSizeMax, 'pageSizeMax', 1, pageSizeMax),
    pageToken: text(message.pageToken, 'pageToken', tokenLengthMax),
  }),
);

const listResponse = codec<pb.ListSamplesResponse, ListSamplesResponse>(
  pb.ListSamplesResponse,
  ({ reflections, nextPageToken }) => ({ reflections: reflections.map(encodeReflection), nextPageToken }),
  ({ reflections, nextPageToken }) => ({
    reflections: list(reflections, 'reflections', pageSizeMax, decodeReflection),
    nextPageToken,
  }),
);

const service = 'safelight.reflector.v1.ReflectorService';

export const reflectorContract = {
  service,
  methods: {
    submitTrajectory: unary(`/${service}/SubmitTrajectory`, submitRequest, submitResponse),
    listSamples: unary(`/${service}/ListSamples`, listRequest, listResponse),
  },
} as const;
