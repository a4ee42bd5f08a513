/** Sessions and their turns. */
import { defaultTurnOptions, limits } from '@safelight/core';
import type { TurnOptions } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/session.ts';
import { number, words } from '../decode.ts';
import { big, count, flag, id, many, nullable, one, shape, text, time } from '../fields.ts';
import type { Field } from '../fields.ts';
import { faultCode, finish, imageRef, measurement, problems, recipe, scores, usage } from '../nouns.ts';
import { decodeLimits, encodeLimits } from '../turnLimits.ts';

export type WorkState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';

const turnsMax = 10_000;

export function encodeOptions(options: TurnOptions): pb.TurnOptions {
  const { stepsMax, seed, candidates, reflectionsMax, scoreMin, textOnly } = options;
  return { stepsMax, seed, candidates, reflectionsMax, scoreMin, textOnly, ...encodeLimits(options) };
}

/** @param wire `TurnOptions`, or a `CreateTurnRequest`, which has the same fields */
export function decodeOptions(wire: pb.TurnOptions, field: string): TurnOptions {
  const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
  const { stepsMax, seed, candidates, reflectionsMax, scoreMin, textOnly } = wire;
  const defaults = defaultTurnOptions;
  return {
    stepsMax: stepsMax === 0 ? defaults.stepsMax : number(stepsMax, at('stepsMax'), 1, limits.stepsPerTurnMax),
    seed,
    candidates: candidates === 0 ? defaults.candidates : number(candidates, at('candidates'), 1, limits.candidatesMax),
    reflectionsMax: number(reflectionsMax ?? defaults.reflectionsMax, at('reflectionsMax'), 0, limits.reflectionsMax),
    scoreMin: scoreMin === 0 ? defaults.scoreMin : number(scoreMin, at('scoreMin'), 1, 5),
    textOnly,
    ...decodeLimits(wire, field === '' ? 'options' : field),
  };
}

export const turnOptions: Field<pb.TurnOptions, TurnOptions> = { encode: encodeOptions, decode: decodeOptions };

const { WorkState: state, SessionStatus: status } = pb;
export const workState = words<pb.WorkState, WorkState>({
  ...{ queued: state.WORK_STATE_QUEUED, running: state.WORK_STATE_RUNNING, succeeded: state.WORK_STATE_SUCCEEDED },
  ...{ failed: state.WORK_STATE_FAILED, canceled: state.WORK_STATE_CANCELED, expired: state.WORK_STATE_EXPIRED },
});

export const failure = shape(pb.Failure, { code: faultCode, message: text(20_000), retryable: flag });

export const turn = shape(pb.Turn, {
  ...{ id, sessionId: id, instruction: text(limits.instructionLengthChars), options: one(turnOptions) },
  ...{ state: workState, attempt: count(), createdAt: time },
  ...{ scores: nullable(scores), finish: nullable(finish), failure: nullable(failure) },
  ...{ stepsDone: nullable(count()), usage: nullable(usage) },
});

export const sessionState = shape(pb.SessionState, { sessionId: id, sequence: big(1) });

const entryFields = {
  ...{ id, photoId: id },
  status: words<pb.SessionStatus, 'idle' | 'running'>({
    ...{ idle: status.SESSION_STATUS_IDLE, running: status.SESSION_STATUS_RUNNING },
  }),
  ...{ createdAt: time, lastSequence: big(), branchOf: nullable(sessionState) },
};

/** A session without its turns. */
export const sessionEntry = shape(pb.SessionEntry, entryFields);

export const session = shape(pb.Session, { ...entryFields, turns: many(turn, turnsMax) });

export const changedRecipe = shape(pb.ChangedRecipe, {
  ...{ sequence: big(1), recipe: one(recipe), image: one(imageRef), measurement: one(measurement), problems },
});
