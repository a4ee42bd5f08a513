/** The nouns that public contracts share, as fields; they are defined in `recipe.ts`, `trajectory.ts`, `event.ts` …. */
import { isFaultCode } from '@safelight/core';
import type { FaultCode } from '@safelight/core';
import { refuse } from './decode.ts';
import { decodeMeasurement, encodeMeasurement } from './measurement.ts';
import {
  decodeCalls,
  decodeProblem,
  decodeRecipe,
  encodeCall,
  encodeProblem,
  encodeRecipe,
  photoKind as photoKindWords,
} from './recipe.ts';
import { PhotoKind } from '../generated/safelight/common/v1/recipe.ts';
import {
  decodeComparison,
  decodeEvaluation,
  decodeFinish,
  decodeImage,
  decodeImageRef,
  decodeScores,
  decodeTrajectoryMessage,
  decodeUsage,
  encodeComparison,
  encodeEvaluation,
  encodeFinish,
  encodeImage,
  encodeTrajectoryMessage,
  encodeUsage,
} from './trajectory.ts';
import { decodeEventMessage, decodeRevision, encodeEventMessage, encodeRevision } from './event.ts';
import { many, unset } from './fields.ts';
import type { Field } from './fields.ts';

function pair<W, D>(encode: (value: D) => W, decode: (wire: W, field: string) => D): Field<W, D> {
  return { encode, decode };
}

const problemsMax = 10_000;

export const recipe = pair(encodeRecipe, decodeRecipe);
export const calls = pair((value: ReturnType<typeof decodeCalls>) => value.map(encodeCall), decodeCalls);
export const problems = many(pair(encodeProblem, decodeProblem), problemsMax);
export const measurement = pair(encodeMeasurement, decodeMeasurement);
export const image = pair(encodeImage, decodeImage);
export const imageRef = pair((value: ReturnType<typeof decodeImageRef>) => ({ ...value }), decodeImageRef);
export const scores = pair((value: ReturnType<typeof decodeScores>) => ({ ...value }), decodeScores);
export const finish = pair(encodeFinish, decodeFinish);
export const usage = pair(encodeUsage, decodeUsage);
export const evaluation = pair(encodeEvaluation, decodeEvaluation);
export const comparison = pair(encodeComparison, decodeComparison);
export const trajectory = pair(encodeTrajectoryMessage, decodeTrajectoryMessage);
export const event = pair(encodeEventMessage, decodeEventMessage);
export const revision = pair(encodeRevision, decodeRevision);
/** Left out: rendered. */
export const photoKind = unset(PhotoKind.PHOTO_KIND_UNSPECIFIED, 'rendered' as const, photoKindWords);

export const faultCode: Field<string, FaultCode> = {
  encode: (value) => value,
  decode: (wire, at) => (isFaultCode(wire) ? wire : refuse(at, `"${wire}" is not a fault code`)),
};
