/** Messages of the bus, as bytes; decoding validates. */
import { limits } from '@safelight/core';
import * as pb from '../generated/safelight/bus/v1/bus.ts';
import { decodeBytes, number, text } from './decode.ts';

const idLengthMax = 64;

/** A turn waits for a runner. */
export interface TurnReady {
  readonly turnId: string;
  readonly sessionId: string;
}

/** A candidate of a turn was evaluated and may be learned from. */
export interface TrajectoryFinished {
  readonly turnId: string;
  /** Counted from 0. */
  readonly candidate: number;
}

export function encodeTurnReady(message: TurnReady): Uint8Array {
  return pb.TurnReady.encode(message).finish();
}

/** @throws Fault request.invalid */
export function decodeTurnReady(bytes: Uint8Array): TurnReady {
  const { turnId, sessionId } = decodeBytes(bytes, (input) => pb.TurnReady.decode(input));
  return {
    turnId: text(turnId, 'turn_id', idLengthMax, 1),
    sessionId: text(sessionId, 'session_id', idLengthMax, 1),
  };
}

export function encodeTrajectoryFinished(message: TrajectoryFinished): Uint8Array {
  return pb.TrajectoryFinished.encode(message).finish();
}

/** @throws Fault request.invalid */
export function decodeTrajectoryFinished(bytes: Uint8Array): TrajectoryFinished {
  const { turnId, candidate } = decodeBytes(bytes, (input) => pb.TrajectoryFinished.decode(input));
  return {
    turnId: text(turnId, 'turn_id', idLengthMax, 1),
    candidate: number(candidate, 'candidate', 0, limits.candidatesMax - 1),
  };
}
