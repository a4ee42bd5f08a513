import { limits } from '@safelight/core';
import * as pb from '../generated/safelight/evaluator/v1/evaluator.ts';
import {
  decodeCalibration,
  decodeDrift,
  decodeScorePair,
  encodeCalibration,
  encodeDrift,
  encodeScorePair,
  calibrationAxesMax,
} from './calibration.ts';
import { codec, unary } from './contract.ts';
import { decodeBytes, list, number, refuse, text, words } from './decode.ts';
import type {
  BatchResult,
  CalibrateRequest,
  CalibrateResponse,
  CompareRequest,
  CompareResponse,
  EditSettings,
  EvaluateBatchRequest,
  EvaluateBatchResponse,
  EvaluateRequest,
  EvaluateResponse,
  EvaluatorBackend,
  GetCalibrationResponse,
  Judge,
  ListCalibrationsResponse,
  PairVerdict,
} from './messages.ts';
import { decodeProblem, decodeRecipe, encodeProblem, encodeRecipe } from './recipe.ts';
import { decodeComparison, decodeEvaluation, encodeComparison, encodeEvaluation } from './trajectory.ts';

const nameLengthMax = 200;
const proseLengthMax = 50_000;
const { candidatesMax, batchCasesMax } = limits;

const backend = words<pb.Backend, EvaluatorBackend>({
  metrics: pb.Backend.BACKEND_METRICS,
  openai: pb.Backend.BACKEND_OPENAI,
});

function encodeJudge(judge: Judge | undefined): pb.Judge | undefined {
  if (judge === undefined) return undefined;
  return {
    backend: judge.backend === undefined ? pb.Backend.BACKEND_UNSPECIFIED : backend.encode(judge.backend),
    calibration: judge.calibration ?? '',
  };
}

function decodeJudge(message: pb.Judge | undefined, field: string): { readonly judge?: Judge } {
  if (message === undefined) return {};
  const named = message.backend !== pb.Backend.BACKEND_UNSPECIFIED;
  const calibration = text(message.calibration, `${field}.calibration`, nameLengthMax);
  return {
    judge: {
      ...(named ? { backend: backend.decode(message.backend, `${field}.backend`) } : {}),
      ...(calibration === '' ? {} : { calibration }),
    },
  };
}

// Empty pictures and empty sentences are the evaluator's to refuse: it has faults of its own for them.
const encodeSettings = ({ before, after }: EditSettings): pb.EditSettings => ({
  before: encodeRecipe(before),
  after: encodeRecipe(after),
});
const decodeSettings = ({ before, after }: pb.EditSettings, field: string): EditSettings => ({
  before: decodeRecipe(before, `${field}.before`),
  after: decodeRecipe(after, `${field}.after`),
});

const encodeCase = ({ before, after, instruction, judge, settings }: EvaluateRequest): pb.EvaluateRequest => ({
  before: Buffer.from(before),
  after: Buffer.from(after),
  instruction,
  judge: encodeJudge(judge),
  settings: settings === undefined ? undefined : encodeSettings(settings),
});
const decodeCase = (message: pb.EvaluateRequest, at = ''): EvaluateRequest => {
  const { before, after, instruction, judge, settings } = message;
  return {
    ...{ before, after, instruction },
    ...decodeJudge(judge, `${at}judge`),
    ...(settings === undefined ? {} : { settings: decodeSettings(settings, `${at}settings`) }),
  };
};

const evaluateRequest = codec<pb.EvaluateRequest, EvaluateRequest>(pb.EvaluateRequest, encodeCase, (message) =>
  decodeCase(message),
);
const evaluateResponse = codec<pb.EvaluateResponse, EvaluateResponse>(
  pb.EvaluateResponse,
  ({ evaluation }) => ({ evaluation: encodeEvaluation(evaluation) }),
  ({ evaluation }) => ({ evaluation: decodeEvaluation(evaluation, 'evaluation') }),
);

const compareRequest = codec<pb.CompareRequest, CompareRequest>(
  pb.CompareRequest,
  ({ before, afters, instruction, judge, settings = [] }) => ({
    before: Buffer.from(before),
    afters: afters.map((after) => Buffer.from(after)),
    instruction,
    judge: encodeJudge(judge),
    settings: settings.map(encodeSettings),
  }),
  ({ before, afters, instruction, judge, settings }) => {
    if (afters.length < 2) refuse('afters', 'needs at least 2 pictures to compare');
    const pictures = list(afters, 'afters', candidatesMax, (after) => after);
    if (settings.length > 0 && settings.length !== afters.length) {
      refuse('settings', 'needs one entry for each picture, or none');
    }
    const own = list(settings, 'settings', candidatesMax, decodeSettings);
    const more = own.length === 0 ? {} : { settings: own };
    return { before, afters: pictures, instruction, ...decodeJudge(judge, 'judge'), ...more };
  },
);

function decodePair({ one, other, winner, evidence }: pb.PairVerdict, field: string): PairVerdict {
  const last = candidatesMax - 1;
  return {
    one: number(one, `${field}.one`, 0, last),
    other: number(other, `${field}.other`, 0, last),
    winner: winner === undefined ? null : number(winner, `${field}.winner`, 0, last),
    evidence: text(evidence, `${field}.evidence`, proseLengthMax),
  };
}

const compareResponse = codec<pb.CompareResponse, CompareResponse>(
  pb.CompareResponse,
  ({ comparison, evaluations, pairs }) => ({
    comparison: encodeComparison(comparison),
    evaluations: evaluations.map(encodeEvaluation),
    pairs: pairs.map(({ winner, ...rest }) => ({ ...rest, winner: winner ?? undefined })),
  }),
  ({ comparison, evaluations, pairs }) => ({
    comparison: decodeComparison(comparison, 'comparison'),
    evaluations: list(evaluations, 'evaluations', candidatesMax, decodeEvaluation),
    pairs: list(pairs, 'pairs', (candidatesMax * (candidatesMax - 1)) / 2, decodePair),
  }),
);

const batchRequest = codec<pb.EvaluateBatchRequest, EvaluateBatchRequest>(
  pb.EvaluateBatchRequest,
  ({ cases }) => ({ cases: cases.map(encodeCase) }),
  ({ cases }) => {
    if (cases.length === 0) refuse('cases', 'must not be empty');
    return { cases: list(cases, 'cases', batchCasesMax, (one, at) => decodeCase(one, `${at}.`)) };
  },
);

function decodeResult({ outcome }: pb.BatchResult, field: string): BatchResult {
  if (outcome === undefined) return refuse(field, 'holds neither an evaluation nor a problem');
  if (outcome.$case === 'problem') return { problem: decodeProblem(outcome.value, `${field}.problem`) };
  return { evaluation: decodeEvaluation(outcome.value, `${field}.evaluation`) };
}

function encodeResult(result: BatchResult): pb.BatchResult {
  return {
    outcome:
      'problem' in result
        ? { $case: 'problem', value: encodeProblem(result.problem) }
        : { $case: 'evaluation', value: encodeEvaluation(result.evaluation) },
  };
}

const batchResponse = codec<pb.EvaluateBatchResponse, EvaluateBatchResponse>(
  pb.EvaluateBatchResponse,
  ({ results }) => ({
    results: results.map(encodeResult),
  }),
  ({ results }) => ({ results: list(results, 'results', batchCasesMax, decodeResult) }),
);

/** A case on the bus (topic safelight.evaluation-requests). */
export function encodeEvaluationRequest(request: EvaluateRequest): Uint8Array {
  return pb.EvaluateRequest.encode(encodeCase(request)).finish();
}

/** @throws Fault request.invalid */
export function decodeEvaluationRequest(bytes: Uint8Array): EvaluateRequest {
  return decodeCase(decodeBytes(bytes, (input) => pb.EvaluateRequest.decode(input)));
}

/** What came of it (topic safelight.evaluation-results). */
export function encodeEvaluationResult(result: BatchResult): Uint8Array {
  return pb.BatchResult.encode(encodeResult(result)).finish();
}

/** @throws Fault request.invalid */
export function decodeEvaluationResult(bytes: Uint8Array): BatchResult {
  return decodeResult(
    decodeBytes(bytes, (input) => pb.BatchResult.decode(input)),
    'result',
  );
}

const calibrateRequest = codec<pb.CalibrateRequest, CalibrateRequest>(
  pb.CalibrateRequest,
  ({ evaluatorVersion, pairs }) => ({ evaluatorVersion: evaluatorVersion ?? '', pairs: pairs.map(encodeScorePair) }),
  ({ evaluatorVersion, pairs }) => ({
    ...(evaluatorVersion === '' ? {} : { evaluatorVersion: text(evaluatorVersion, 'evaluatorVersion', nameLengthMax) }),
    pairs: list(pairs, 'pairs', limits.scorePairsMax, decodeScorePair),
  }),
);
const calibrateResponse = codec<pb.CalibrateResponse, CalibrateResponse>(
  pb.CalibrateResponse,
  ({ calibration }) => ({ calibration: encodeCalibration(calibration) }),
  ({ calibration }) => ({ calibration: decodeCalibration(calibration, 'calibration') }),
);

const getRequest = codec<pb.GetCalibrationRequest, { readonly version: string }>(
  pb.GetCalibrationRequest,
  ({ version }) => ({ version }),
  ({ version }) => ({ version: text(version, 'version', nameLengthMax, 1) }),
);
const getResponse = codec<pb.GetCalibrationResponse, GetCalibrationResponse>(
  pb.GetCalibrationResponse,
  ({ calibration, drifts }) => ({ calibration: encodeCalibration(calibration), drifts: drifts.map(encodeDrift) }),
  ({ calibration, drifts }) => ({
    calibration: decodeCalibration(calibration, 'calibration'),
    drifts: list(drifts, 'drifts', calibrationAxesMax, decodeDrift),
  }),
);

const listRequest = codec<pb.ListCalibrationsRequest, Record<string, never>>(
  pb.ListCalibrationsRequest,
  () => ({}),
  () => ({}),
);
const listResponse = codec<pb.ListCalibrationsResponse, ListCalibrationsResponse>(
  pb.ListCalibrationsResponse,
  ({ calibrations }) => ({ calibrations: calibrations.map(encodeCalibration) }),
  ({ calibrations }) => ({
    calibrations: list(calibrations, 'calibrations', limits.calibrationsMax, decodeCalibration),
  }),
);

const service = 'safelight.evaluator.v1.EvaluatorService';

export const evaluatorContract = {
  service,
  methods: {
    evaluate: unary(`/${service}/Evaluate`, evaluateRequest, evaluateResponse),
    compare: unary(`/${service}/Compare`, compareRequest, compareResponse),
    evaluateBatch: unary(`/${service}/EvaluateBatch`, batchRequest, batchResponse),
    calibrate: unary(`/${service}/Calibrate`, calibrateRequest, calibrateResponse),
    getCalibration: unary(`/${service}/GetCalibration`, getRequest, getResponse),
    listCalibrations: unary(`/${service}/ListCalibrations`, listRequest, listResponse),
  },
} as const;
