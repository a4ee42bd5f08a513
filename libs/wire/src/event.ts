import {
  isFaultCode,
  limits,
  type RecipeOrigin,
  type SessionEvent,
  type SessionEventBody,
  type StepRevision,
} from '@safelight/core';
import * as pb from '../generated/safelight/events/v1/session_event.ts';
import { decodeBytes, digest, list, number, present, refuse, text, words } from './decode.ts';
import { decodeCalls, decodeRecipe, encodeCall, encodeRecipe } from './recipe.ts';
import { decodeLimits, encodeLimits } from './turnLimits.ts';
import {
  decodeComparison,
  decodeEvaluation,
  decodeFinish,
  decodeImageRef,
  decodeObservation,
  decodePredictions,
  decodeScores,
  decodeUsage,
  encodeComparison,
  encodeEvaluation,
  encodeFinish,
  encodeObservation,
  encodeUsage,
} from './trajectory.ts';

const idLengthMax = 64;
const proseLengthMax = 50_000;
const versionLengthMax = 200;

const cancelReason = words<pb.CancelReason, 'request' | 'deadline'>({
  request: pb.CancelReason.CANCEL_REASON_REQUEST,
  deadline: pb.CancelReason.CANCEL_REASON_DEADLINE,
});

type WireBody = NonNullable<pb.SessionEvent['body']>;

function encodeBody(body: SessionEventBody): WireBody {
  switch (body.type) {
    case 'session.created':
      return { $case: 'sessionCreated', value: { photoSha256: body.photoSha256 } };
    case 'turn.requested':
      return {
        $case: 'turnRequested',
        value: {
          ...{ turnId: body.turnId, instruction: body.instruction },
          ...{ ...body.options, ...encodeLimits(body.options) },
        },
      };
    case 'turn.started':
      return { $case: 'turnStarted', value: { ...body, original: encodeObservation(body.original) } };
    case 'step.decided':
      return {
        $case: 'stepDecided',
        value: {
          ...body,
          predictions: body.predictions.map((one) => ({ ...one })),
          calls: body.calls.map(encodeCall),
          base: body.base === null ? undefined : encodeRecipe(body.base),
          usage: encodeUsage(body.usage),
        },
      };
    case 'turn.looked':
      return { $case: 'turnLooked', value: { ...body, original: encodeObservation(body.original) } };
    case 'step.observed':
      return { $case: 'stepObserved', value: { ...body, observation: encodeObservation(body.observation) } };
    case 'turn.finishing':
      return { $case: 'turnFinishing', value: { ...body, finish: encodeFinish(body.finish) } };
    case 'turn.evaluated':
      return {
        $case: 'turnEvaluated',
        value: { ...body, evaluation: encodeEvaluation(body.evaluation), undone: !body.kept },
      };
    case 'turn.compared':
      return { $case: 'turnCompared', value: { turnId: body.turnId, comparison: encodeComparison(body.comparison) } };
    case 'turn.finished':
      return { $case: 'turnFinished', value: { ...body, recipe: encodeRecipe(body.recipe) } };
    case 'turn.failed':
      return { $case: 'turnFailed', value: body };
    case 'candidate.failed':
      return { $case: 'candidateFailed', value: body };
    case 'turn.canceled':
      return { $case: 'turnCanceled', value: { turnId: body.turnId, reason: cancelReason.encode(body.reason) } };
    case 'recipe.changed': {
      const { recipe, image, origin } = body;
      return {
        $case: 'recipeChanged',
        value: { recipe: encodeRecipe(recipe), image: image ?? undefined, origin: encodeOrigin(origin) },
      };
    }
  }
}

type WireOrigin = NonNullable<pb.RecipeChanged['origin']>;

function encodeOrigin(origin: RecipeOrigin): WireOrigin {
  switch (origin.type) {
    case 'restored':
      return { $case: 'restored', value: { sequence: BigInt(origin.sequence) } };
    case 'variant':
      return { $case: 'variant', value: { turnId: origin.turnId, candidate: origin.candidate } };
    case 'revision':
      return {
        $case: 'revision',
        value: {
          ...{ turnId: origin.turnId, candidate: origin.candidate },
          revisions: origin.revisions.map(encodeRevision),
          recipes: origin.recipes.map(encodeRecipe),
        },
      };
    case 'calls':
      return { $case: 'calls', value: { calls: origin.calls.map(encodeCall) } };
    case 'set':
      return { $case: 'set', value: {} };
    case 'branch':
      return { $case: 'branch', value: { sessionId: origin.sessionId, sequence: BigInt(origin.sequence) } };
  }
}

export function encodeRevision(revision: StepRevision): pb.StepRevision {
  const replacement = revision.action === 'reject' ? undefined : { calls: revision.calls.map(encodeCall) };
  return { step: revision.step, replacement };
}

function decodeOrigin(origin: WireOrigin, field: string): RecipeOrigin {
  const at = `${field}.${origin.$case}`;
  switch (origin.$case) {
    case 'restored':
      return { type: 'restored', sequence: sequence(origin.value.sequence, at) };
    case 'variant':
      return {
        type: 'variant',
        turnId: turnId(origin.value.turnId, at),
        candidate: candidate(origin.value.candidate, at),
      };
    case 'revision': {
      const { revisions, recipes } = origin.value;
      return {
        type: 'revision',
        turnId: turnId(origin.value.turnId, at),
        candidate: candidate(origin.value.candidate, at),
        revisions: list(revisions, `${at}.revisions`, limits.stepsPerTrajectoryMax, decodeRevision),
        recipes: list(recipes, `${at}.recipes`, limits.stepsPerTrajectoryMax, decodeRecipe),
      };
    }
    case 'calls':
      return { type: 'calls', calls: decodeCalls(origin.value.calls, `${at}.calls`) };
    case 'set':
      return { type: 'set' };
    case 'branch':
      return {
        type: 'branch',
        sessionId: text(origin.value.sessionId, `${at}.sessionId`, idLengthMax, 1),
        sequence: sequence(origin.value.sequence, at),
      };
  }
}

export function decodeRevision(message: pb.StepRevision, field: string): StepRevision {
  const { replacement } = message;
  const at = step(message.step, field);
  if (replacement === undefined) return { step: at, action: 'reject' };
  return { step: at, action: 'replace', calls: decodeCalls(replacement.calls, `${field}.calls`) };
}

function sequence(value: bigint, field: string): number {
  return number(Number(value), `${field}.sequence`, 1, Number.MAX_SAFE_INTEGER);
}

function turnId(value: string, field: string): string {
  return text(value, `${field}.turnId`, idLengthMax, 1);
}

function step(value: number, field: string): number {
  return number(value, `${field}.step`, 1, limits.stepsPerTrajectoryMax);
}

function candidate(value: number, field: string): number {
  return number(value, `${field}.candidate`, 0, limits.candidatesMax - 1);
}

function round(value: number, field: string): number {
  return number(value, `${field}.round`, 0, limits.reflectionsMax);
}

function decodeBody(body: WireBody): SessionEventBody {
  const field = body.$case;
  switch (body.$case) {
    case 'sessionCreated':
      return { type: 'session.created', photoSha256: digest(body.value.photoSha256, `${field}.photoSha256`) };
    case 'turnRequested':
      return {
        type: 'turn.requested',
        turnId: turnId(body.value.turnId, field),
        instruction: text(body.value.instruction, `${field}.instruction`, limits.instructionLengthChars, 1),
        options: {
          stepsMax: number(body.value.stepsMax, `${field}.stepsMax`, 1, limits.stepsPerTurnMax),
          seed: body.value.seed,
          candidates: number(body.value.candidates || 1, `${field}.candidates`, 1, limits.candidatesMax),
          reflectionsMax: number(body.value.reflectionsMax, `${field}.reflectionsMax`, 0, limits.reflectionsMax),
          scoreMin: number(body.value.scoreMin, `${field}.scoreMin`, 0, 5),
          textOnly: body.value.textOnly,
          ...decodeLimits(body.value, field),
        },
      };
    case 'turnStarted':
      return {
        type: 'turn.started',
        turnId: turnId(body.value.turnId, field),
        attempt: number(body.value.attempt, `${field}.attempt`, 1),
        original: decodeObservation(body.value.original, `${field}.original`),
      };
    case 'stepDecided':
      return {
        type: 'step.decided',
        turnId: turnId(body.value.turnId, field),
        step: step(body.value.step, field),
        thought: text(body.value.thought, `${field}.thought`, proseLengthMax),
        predictions: decodePredictions(body.value.predictions, `${field}.predictions`),
        calls: decodeCalls(body.value.calls, `${field}.calls`),
        candidate: candidate(body.value.candidate, field),
        round: round(body.value.round, field),
        base: body.value.base === undefined ? null : decodeRecipe(body.value.base, `${field}.base`),
        policyVersion: text(body.value.policyVersion, `${field}.policyVersion`, versionLengthMax),
        usage: decodeUsage(body.value.usage, `${field}.usage`),
      };
    case 'turnLooked':
      return {
        type: 'turn.looked',
        turnId: turnId(body.value.turnId, field),
        candidate: candidate(body.value.candidate, field),
        original: decodeObservation(body.value.original, `${field}.original`),
      };
    case 'stepObserved':
      return {
        type: 'step.observed',
        turnId: turnId(body.value.turnId, field),
        candidate: candidate(body.value.candidate, field),
        step: step(body.value.step, field),
        observation: decodeObservation(body.value.observation, `${field}.observation`),
      };
    case 'turnFinishing':
      return {
        type: 'turn.finishing',
        turnId: turnId(body.value.turnId, field),
        candidate: candidate(body.value.candidate, field),
        round: round(body.value.round, field),
        finish: decodeFinish(body.value.finish, `${field}.finish`),
      };
    case 'turnEvaluated':
      return {
        type: 'turn.evaluated',
        turnId: turnId(body.value.turnId, field),
        candidate: candidate(body.value.candidate, field),
        round: round(body.value.round, field),
        evaluation: decodeEvaluation(body.value.evaluation, `${field}.evaluation`),
        kept: !body.value.undone,
      };
    case 'turnCompared':
      return {
        type: 'turn.compared',
        turnId: turnId(body.value.turnId, field),
        comparison: decodeComparison(body.value.comparison, `${field}.comparison`),
      };
    case 'turnFinished':
      return {
        type: 'turn.finished',
        turnId: turnId(body.value.turnId, field),
        recipe: decodeRecipe(body.value.recipe, `${field}.recipe`),
        image: decodeImageRef(body.value.image, `${field}.image`),
        scores: decodeScores(body.value.scores, `${field}.scores`),
        candidate: candidate(body.value.candidate, field),
      };
    case 'turnFailed': {
      const { code, message, retryable } = body.value;
      if (!isFaultCode(code)) return refuse(`${field}.code`, `"${code}" is not a fault code`);
      return { type: 'turn.failed', turnId: turnId(body.value.turnId, field), code, message, retryable };
    }
    case 'candidateFailed': {
      const { code, message, retryable } = body.value;
      if (!isFaultCode(code)) return refuse(`${field}.code`, `"${code}" is not a fault code`);
      return {
        type: 'candidate.failed',
        turnId: turnId(body.value.turnId, field),
        candidate: candidate(body.value.candidate, field),
        code,
        message,
        retryable,
      };
    }
    case 'turnCanceled':
      return {
        type: 'turn.canceled',
        turnId: turnId(body.value.turnId, field),
        reason: cancelReason.decode(body.value.reason, `${field}.reason`),
      };
    case 'recipeChanged': {
      const { recipe, image, origin } = body.value;
      return {
        type: 'recipe.changed',
        recipe: decodeRecipe(recipe, `${field}.recipe`),
        image: image === undefined ? null : decodeImageRef(image, `${field}.image`),
        origin: decodeOrigin(present(origin, `${field}.origin`), `${field}.origin`),
      };
    }
  }
}

export function encodeEventMessage(event: SessionEvent): pb.SessionEvent {
  const { sessionId, time, body } = event;
  return { sequence: BigInt(event.sequence), sessionId, time, body: encodeBody(body) };
}

export function decodeEventMessage(message: pb.SessionEvent | undefined, field: string): SessionEvent {
  const { sessionId, time, body, ...event } = present(message, field);
  return {
    sequence: sequence(event.sequence, field),
    sessionId: text(sessionId, `${field}.sessionId`, idLengthMax, 1),
    time: present(time, `${field}.time`),
    body: decodeBody(present(body, `${field}.body`)),
  };
}

export function encodeSessionEvent(event: SessionEvent): Uint8Array {
  return pb.SessionEvent.encode(encodeEventMessage(event)).finish();
}

/** @throws Fault `request.invalid` for bytes that are no session event. */
export function decodeSessionEvent(bytes: Uint8Array): SessionEvent {
  return decodeEventMessage(
    decodeBytes(bytes, (input) => pb.SessionEvent.decode(input)),
    'event',
  );
}
