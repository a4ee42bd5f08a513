import { limits, type Attribution, type PairRule, type Reflection } from '@safelight/core';
import * as pb from '../generated/safelight/reflector/v1/reflector.ts';
import { codec, serverStream, unary } from './contract.ts';
import { digest, list, number, present, text, words } from './decode.ts';
import type {
  DatasetForm,
  EraseRequest,
  EraseResponse,
  ExportRequest,
  ExportResponse,
  ListSamplesRequest,
  ListSamplesResponse,
  ReflectRequest,
  ReflectResponse,
  SubmitTrajectoryRequest,
  SubmitTrajectoryResponse,
} from './messages.ts';
import { decodeCalls, decodeCallValue, encodeCall } from './recipe.ts';
import { decodeImage, decodeTrajectoryMessage, encodeImage, encodeTrajectoryMessage, locale } from './trajectory.ts';

const pageSizeMax = 200;
const pageSizeDefault = 50;
const tokenLengthMax = 200;
const proseLengthMax = 50_000;
const attributionsMax = 1_000;
const pathLengthMax = 1_000;

const rule = words<pb.PairRule, PairRule>({
  group: pb.PairRule.PAIR_RULE_GROUP,
  time: pb.PairRule.PAIR_RULE_TIME,
});
const form = words<pb.DatasetForm, DatasetForm>({
  sft: pb.DatasetForm.DATASET_FORM_SFT,
  rft: pb.DatasetForm.DATASET_FORM_RFT,
  evaluation: pb.DatasetForm.DATASET_FORM_EVALUATION,
  sepo: pb.DatasetForm.DATASET_FORM_SEPO,
});

function encodeReflection(reflection: Reflection): pb.Reflection {
  return {
    ...reflection,
    locale: locale.encode(reflection.locale),
    worse: encodeTrajectoryMessage(reflection.worse),
    better: encodeTrajectoryMessage(reflection.better),
    correction: reflection.correction.map(encodeCall),
    attributions: reflection.attributions.map(encodeAttribution),
    rule: rule.encode(reflection.rule),
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
    attributions: list(message.attributions, `${field}.attributions`, attributionsMax, decodeAttribution),
    teacherVersion: text(message.teacherVersion, `${field}.teacherVersion`, tokenLengthMax, 1),
    rule: rule.decode(message.rule, `${field}.rule`),
  };
}

function encodeAttribution({ target, worse, better, ...rest }: Attribution): pb.Attribution {
  return { ...rest, target: target ?? undefined, worse: worse ?? undefined, better: better ?? undefined };
}

function decodeAttribution(message: pb.Attribution, field: string): Attribution {
  const value = (name: 'worse' | 'better') =>
    message[name] === undefined ? null : decodeCallValue(message[name], `${field}.${name}`);
  return {
    tool: text(message.tool, `${field}.tool`, tokenLengthMax, 1),
    target: message.target ?? null,
    worse: value('worse'),
    better: value('better'),
    metric: text(message.metric, `${field}.metric`, tokenLengthMax, 1),
    deviation: number(message.deviation, `${field}.deviation`),
  };
}

const submitRequest = codec<pb.SubmitTrajectoryRequest, SubmitTrajectoryRequest>(
  pb.SubmitTrajectoryRequest,
  ({ trajectory, images }) => ({ trajectory: encodeTrajectoryMessage(trajectory), images: images.map(encodeImage) }),
  ({ trajectory, images }) => ({
    trajectory: decodeTrajectoryMessage(trajectory, 'trajectory'),
    images: list(images, 'images', limits.stepsPerTrajectoryMax + 1, decodeImage),
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

const reflectRequest = codec<pb.ReflectRequest, ReflectRequest>(
  pb.ReflectRequest,
  ({ worse, better, images }) => ({
    worse: encodeTrajectoryMessage(worse),
    better: encodeTrajectoryMessage(better),
    images: images.map(encodeImage),
  }),
  ({ worse, better, images }) => ({
    worse: decodeTrajectoryMessage(worse, 'worse'),
    better: decodeTrajectoryMessage(better, 'better'),
    images: list(images, 'images', 2 * (limits.stepsPerTrajectoryMax + 1), decodeImage),
  }),
);

const reflectResponse = codec<pb.ReflectResponse, ReflectResponse>(
  pb.ReflectResponse,
  ({ reflection }) => ({ reflection: encodeReflection(reflection) }),
  ({ reflection }) => ({ reflection: decodeReflection(present(reflection, 'reflection'), 'reflection') }),
);

const exportRequest = codec<pb.ExportRequest, ExportRequest>(
  pb.ExportRequest,
  (value) => ({
    form: form.encode(value.form),
    scoreMin: value.scoreMin ?? 0,
    locale: value.locale === null ? undefined : locale.encode(value.locale),
    tokenizerPath: value.tokenizerPath ?? '',
  }),
  (message) => ({
    form: form.decode(message.form, 'form'),
    scoreMin: message.scoreMin === 0 ? null : number(message.scoreMin, 'scoreMin', 1, 5),
    locale: message.locale === undefined ? null : locale.decode(message.locale, 'locale'),
    tokenizerPath: message.tokenizerPath === '' ? null : text(message.tokenizerPath, 'tokenizerPath', pathLengthMax),
  }),
);

const exportResponse = codec<pb.ExportResponse, ExportResponse>(
  pb.ExportResponse,
  ({ path, data }) => ({ path, data: Buffer.from(data) }),
  ({ path, data }) => ({ path: text(path, 'path', pathLengthMax, 1), data }),
);

const eraseRequest = codec<pb.EraseRequest, EraseRequest>(
  pb.EraseRequest,
  ({ sessionIds }) => ({ sessionIds: [...sessionIds] }),
  ({ sessionIds }) => ({
    sessionIds: list(sessionIds, 'sessionIds', sessionsPerEraseMax, (id, field) => text(id, field, 64, 1)),
  }),
);

const eraseResponse = codec<pb.EraseResponse, EraseResponse>(
  pb.EraseResponse,
  ({ trajectories }) => ({ trajectories }),
  ({ trajectories }) => ({ trajectories }),
);

const service = 'safelight.reflector.v1.ReflectorService';
/** Of one Erase. */
const sessionsPerEraseMax = 1_000;

export const reflectorContract = {
  service,
  methods: {
    submitTrajectory: unary(`/${service}/SubmitTrajectory`, submitRequest, submitResponse),
    listSamples: unary(`/${service}/ListSamples`, listRequest, listResponse),
    reflect: unary(`/${service}/Reflect`, reflectRequest, reflectResponse),
    export: serverStream(`/${service}/Export`, exportRequest, exportResponse),
    erase: unary(`/${service}/Erase`, eraseRequest, eraseResponse),
  },
} as const;
