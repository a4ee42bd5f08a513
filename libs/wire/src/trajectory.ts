import {
  limits,
  noUsage,
  regionNames,
  type Comparison,
  type Evaluation,
  type EvaluationMetric,
  type Finish,
  type ImageRef,
  type Locale,
  type Observation,
  type PastTurn,
  type Prediction,
  type Round,
  type Scores,
  type Step,
  type TokenUsage,
  type Trajectory,
} from '@safelight/core';
import * as pb from '../generated/safelight/common/v1/trajectory.ts';
import { decodeBytes, digest, list, number, present, refuse, text, words } from './decode.ts';
import { decodeMeasurement, decodeRegion, decodeScene, encodeMeasurement } from './measurement.ts';
import { decodeCalls, decodeProblem, decodeRecipe, encodeCall, encodeProblem, encodeRecipe } from './recipe.ts';
import type { ImageContent } from './messages.ts';

const nameLengthMax = 200;
const proseLengthMax = 50_000;
const listMax = 1_000;

export const locale = words<pb.Locale, Locale>({ en: pb.Locale.LOCALE_EN, zh: pb.Locale.LOCALE_ZH });
export const evaluationAxis = words<pb.EvaluationAxis, EvaluationMetric['axis']>({
  aesthetic: pb.EvaluationAxis.EVALUATION_AXIS_AESTHETIC,
  instruction: pb.EvaluationAxis.EVALUATION_AXIS_INSTRUCTION,
});

export function decodeImageRef(message: pb.ImageRef | undefined, field: string): ImageRef {
  const { sha256, mediaType, width, height } = present(message, field);
  return {
    sha256: digest(sha256, `${field}.sha256`),
    mediaType: text(mediaType, `${field}.mediaType`, nameLengthMax, 1),
    width: number(width, `${field}.width`, 1, limits.photoAreaPixels),
    height: number(height, `${field}.height`, 1, limits.photoAreaPixels),
  };
}

export function encodeImage(image: ImageContent): pb.ImageContent {
  return { ref: image.ref, data: Buffer.from(image.data) };
}

export function decodeImage(message: pb.ImageContent | undefined, field: string): ImageContent {
  const { ref, data } = present(message, field);
  if (data.length === 0) refuse(`${field}.data`, 'is empty');
  return { ref: decodeImageRef(ref, `${field}.ref`), data };
}

export function encodeObservation(observation: Observation): pb.Observation {
  return {
    image: observation.image,
    recipe: encodeRecipe(observation.recipe),
    measurement: encodeMeasurement(observation.measurement),
    problems: observation.problems.map(encodeProblem),
    regions: observation.regions.map((region) => ({ ...region })),
    scene: observation.scene ?? undefined,
  };
}

export function decodeObservation(message: pb.Observation | undefined, field: string): Observation {
  const { image, recipe, measurement, problems, regions, scene } = present(message, field);
  return {
    image: decodeImageRef(image, `${field}.image`),
    recipe: decodeRecipe(recipe, `${field}.recipe`),
    measurement: decodeMeasurement(measurement, `${field}.measurement`),
    problems: list(problems, `${field}.problems`, listMax, decodeProblem),
    regions: list(regions, `${field}.regions`, regionNames.length, decodeRegion),
    scene: decodeScene(scene, `${field}.scene`),
  };
}

export function decodePrediction(message: pb.Prediction, field: string): Prediction {
  return {
    metric: text(message.metric, `${field}.metric`, nameLengthMax, 1),
    before: number(message.before, `${field}.before`),
    expected: number(message.expected, `${field}.expected`),
  };
}

export function decodePredictions(messages: readonly pb.Prediction[], field: string): readonly Prediction[] {
  return list(messages, field, listMax, decodePrediction);
}

export function encodeStep(step: Step): pb.Step {
  return {
    index: step.index,
    thought: step.thought,
    predictions: step.predictions.map((one) => ({ ...one })),
    calls: step.calls.map(encodeCall),
    base: step.base === null ? undefined : encodeRecipe(step.base),
    round: step.round,
    policyVersion: step.policyVersion,
    usage: encodeUsage(step.usage),
    observation: encodeObservation(step.observation),
  };
}

export function encodeUsage(usage: TokenUsage): pb.TokenUsage {
  return { ...usage, costMicroUsd: BigInt(usage.costMicroUsd) };
}

/** Absent where no hosted model was asked, and in records from before there were any. */
export function decodeUsage(message: pb.TokenUsage | undefined, field: string): TokenUsage {
  if (message === undefined) return noUsage;
  const cost = number(Number(message.costMicroUsd), `${field}.costMicroUsd`, 0, Number.MAX_SAFE_INTEGER);
  return { promptTokens: message.promptTokens, completionTokens: message.completionTokens, costMicroUsd: cost };
}

export function decodeStep(message: pb.Step, field: string): Step {
  return {
    index: number(message.index, `${field}.index`, 1, limits.stepsPerTrajectoryMax),
    thought: text(message.thought, `${field}.thought`, proseLengthMax),
    predictions: decodePredictions(message.predictions, `${field}.predictions`),
    calls: decodeCalls(message.calls, `${field}.calls`),
    base: message.base === undefined ? null : decodeRecipe(message.base, `${field}.base`),
    round: number(message.round, `${field}.round`, 0, limits.reflectionsMax),
    policyVersion: text(message.policyVersion, `${field}.policyVersion`, nameLengthMax),
    usage: decodeUsage(message.usage, `${field}.usage`),
    observation: decodeObservation(message.observation, `${field}.observation`),
  };
}

export function decodeScores(message: pb.Scores | undefined, field: string): Scores {
  const { aesthetic, instruction } = present(message, field);
  return {
    aesthetic: number(aesthetic, `${field}.aesthetic`, 1, 5),
    instruction: number(instruction, `${field}.instruction`, 1, 5),
  };
}

export function encodeFinish(finish: Finish): pb.Finish {
  const { thought, selfScore, notDone, missed, usage } = finish;
  return { thought, selfScore, notDone: [...notDone], missed: [...missed], usage: encodeUsage(usage) };
}

export function decodeFinish(message: pb.Finish | undefined, field: string): Finish {
  const { thought, selfScore, notDone, missed, usage } = present(message, field);
  const parts = (values: readonly string[], name: string): readonly string[] =>
    list(values, `${field}.${name}`, listMax, (part, at) => text(part, at, proseLengthMax));
  return {
    thought: text(thought, `${field}.thought`, proseLengthMax),
    selfScore: decodeScores(selfScore, `${field}.selfScore`),
    notDone: parts(notDone, 'notDone'),
    missed: parts(missed, 'missed'),
    usage: decodeUsage(usage, `${field}.usage`),
  };
}

export function encodeEvaluation(evaluation: Evaluation): pb.Evaluation {
  return {
    ...evaluation,
    metrics: evaluation.metrics.map((metric) => ({ ...metric, axis: evaluationAxis.encode(metric.axis) })),
  };
}

export function decodeEvaluation(message: pb.Evaluation | undefined, field: string): Evaluation {
  const { scores, confidence, metrics, rationale, evaluatorVersion } = present(message, field);
  return {
    scores: decodeScores(scores, `${field}.scores`),
    confidence: number(confidence, `${field}.confidence`, 0, 1),
    metrics: list(metrics, `${field}.metrics`, listMax, (metric, at) => ({
      name: text(metric.name, `${at}.name`, nameLengthMax, 1),
      axis: evaluationAxis.decode(metric.axis, `${at}.axis`),
      weight: number(metric.weight, `${at}.weight`, 0, 1),
      value: number(metric.value, `${at}.value`, 0, 10),
      evidence: text(metric.evidence, `${at}.evidence`, proseLengthMax),
    })),
    rationale: text(rationale, `${field}.rationale`, proseLengthMax),
    evaluatorVersion: text(evaluatorVersion, `${field}.evaluatorVersion`, nameLengthMax, 1),
  };
}

export function encodeRound({ index, finish, evaluation, kept }: Round): pb.Round {
  return { index, finish: encodeFinish(finish), evaluation: encodeEvaluation(evaluation), undone: !kept };
}

export function decodeRound(message: pb.Round, field: string): Round {
  return {
    index: number(message.index, `${field}.index`, 0, limits.reflectionsMax),
    finish: decodeFinish(message.finish, `${field}.finish`),
    evaluation: decodeEvaluation(message.evaluation, `${field}.evaluation`),
    kept: !message.undone,
  };
}

export function encodeComparison({ winRates, order, evaluatorVersion }: Comparison): pb.Comparison {
  return { winRates: [...winRates], order: [...order], evaluatorVersion };
}

export function decodeComparison(message: pb.Comparison | undefined, field: string): Comparison {
  const { winRates, order, evaluatorVersion } = present(message, field);
  const { candidatesMax } = limits;
  return {
    winRates: list(winRates, `${field}.winRates`, candidatesMax, (rate, at) => number(rate, at, 0, 1)),
    order: list(order, `${field}.order`, candidatesMax, (one, at) => number(one, at, 0, candidatesMax - 1)),
    evaluatorVersion: text(evaluatorVersion, `${field}.evaluatorVersion`, nameLengthMax, 1),
  };
}

export function encodePastTurn({ instruction, recipes }: PastTurn): pb.PastTurn {
  return { instruction, recipes: recipes.map(encodeRecipe) };
}

export function decodePastTurn(message: pb.PastTurn, field: string): PastTurn {
  return {
    instruction: text(message.instruction, `${field}.instruction`, limits.instructionLengthChars),
    recipes: list(message.recipes, `${field}.recipes`, limits.stepsPerTrajectoryMax + 1, decodeRecipe),
  };
}

export function encodeTrajectoryMessage(trajectory: Trajectory): pb.Trajectory {
  return {
    ...trajectory,
    locale: locale.encode(trajectory.locale),
    original: encodeObservation(trajectory.original),
    steps: trajectory.steps.map(encodeStep),
    finish: trajectory.finish === null ? undefined : encodeFinish(trajectory.finish),
    evaluation: trajectory.evaluation === null ? undefined : encodeEvaluation(trajectory.evaluation),
    history: trajectory.history.map(encodePastTurn),
    rounds: trajectory.rounds.map(encodeRound),
  };
}

export function decodeTrajectoryMessage(message: pb.Trajectory | undefined, field: string): Trajectory {
  const wire = present(message, field);
  if (wire.schema !== 1 && wire.schema !== 2) {
    refuse(`${field}.schema`, `version ${wire.schema} is not known; this service knows 1 and 2`);
  }
  const name = (key: 'id' | 'sessionId' | 'turnId' | 'policyVersion' | 'engineVersion'): string =>
    text(wire[key], `${field}.${key}`, nameLengthMax, 1);
  const finish = wire.finish === undefined ? null : decodeFinish(wire.finish, `${field}.finish`);
  const evaluation = wire.evaluation === undefined ? null : decodeEvaluation(wire.evaluation, `${field}.evaluation`);
  const rounds = list(wire.rounds, `${field}.rounds`, limits.reflectionsMax + 1, decodeRound);
  // A trajectory of version 1 had no reflections: its end is that of its only round.
  const only = finish !== null && evaluation !== null ? [{ index: 0, finish, evaluation, kept: true }] : [];
  return {
    schema: 2,
    id: name('id'),
    sessionId: name('sessionId'),
    turnId: name('turnId'),
    photoSha256: digest(wire.photoSha256, `${field}.photoSha256`),
    instruction: text(wire.instruction, `${field}.instruction`, limits.instructionLengthChars, 1),
    locale: locale.decode(wire.locale, `${field}.locale`),
    policyVersion: name('policyVersion'),
    engineVersion: name('engineVersion'),
    seed: wire.seed,
    original: decodeObservation(wire.original, `${field}.original`),
    candidate: number(wire.candidate, `${field}.candidate`, 0, limits.candidatesMax - 1),
    history: list(wire.history, `${field}.history`, limits.historyTurnsMax, decodePastTurn),
    steps: list(wire.steps, `${field}.steps`, limits.stepsPerTrajectoryMax, decodeStep),
    rounds: wire.schema === 1 ? only : rounds,
    finish,
    evaluation,
  };
}

export function encodeTrajectory(trajectory: Trajectory): Uint8Array {
  return pb.Trajectory.encode(encodeTrajectoryMessage(trajectory)).finish();
}

/** @throws Fault `request.invalid` for bytes that are no trajectory of a known version. */
export function decodeTrajectory(bytes: Uint8Array): Trajectory {
  return decodeTrajectoryMessage(
    decodeBytes(bytes, (input) => pb.Trajectory.decode(input)),
    'trajectory',
  );
}
