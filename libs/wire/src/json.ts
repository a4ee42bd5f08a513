import type { SessionEvent, Trajectory } from '@safelight/core';
import * as events from '../generated/safelight/events/v1/session_event.ts';
import * as common from '../generated/safelight/common/v1/trajectory.ts';
import { decodeEventMessage, encodeEventMessage } from './event.ts';
import { refuse } from './decode.ts';
import { decodeTrajectoryMessage, encodeTrajectoryMessage } from './trajectory.ts';

/**
 * The JSON forms, for files, the database and SSE: the protobuf JSON mapping of the same messages, so that what is
 * stored and what is sent can never drift apart.
 */
function object(json: unknown, field: string): object {
  return typeof json === 'object' && json !== null ? json : refuse(field, 'must be an object');
}

/** The generated reader throws plain errors on values of a wrong type. */
function read<M>(json: unknown, field: string, parse: (json: object) => M): M {
  try {
    return parse(object(json, field));
  } catch {
    return refuse(field, 'does not fit its JSON shape');
  }
}

export function trajectoryToJson(trajectory: Trajectory): unknown {
  return common.Trajectory.toJSON(encodeTrajectoryMessage(trajectory));
}

/** @throws Fault `request.invalid` that names the field. */
export function trajectoryFromJson(json: unknown): Trajectory {
  return decodeTrajectoryMessage(
    read(json, 'trajectory', (input) => common.Trajectory.fromJSON(input)),
    'trajectory',
  );
}

export function sessionEventToJson(event: SessionEvent): unknown {
  return events.SessionEvent.toJSON(encodeEventMessage(event));
}

/** @throws Fault `request.invalid` that names the field. */
export function sessionEventFromJson(json: unknown): SessionEvent {
  return decodeEventMessage(
    read(json, 'event', (input) => events.SessionEvent.fromJSON(input)),
    'event',
  );
}
