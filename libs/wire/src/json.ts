import type { Trajectory } from '@safelight/core';
import * as common from '../generated/safelight/common/v1/trajectory.ts';
import * as evaluator from '../generated/safelight/evaluator/v1/evaluator.ts';
import { decodeCalibration, encodeCalibration } from './calibration.ts';
import { refuse } from './decode.ts';
import type { Calibration } from './messages.ts';
import { decodeTrajectoryMessage, encodeTrajectoryMessage } from './trajectory.ts';

/**
 * The JSON form for files: the protobuf JSON mapping of the same message, so that what is stored and what is sent can
 * never drift apart.
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

export function calibrationToJson(calibration: Calibration): unknown {
  return evaluator.Calibration.toJSON(encodeCalibration(calibration));
}

/** @throws Fault `request.invalid` that names the field. */
export function calibrationFromJson(json: unknown): Calibration {
  return decodeCalibration(
    read(json, 'calibration', (input) => evaluator.Calibration.fromJSON(input)),
    'calibration',
  );
}
