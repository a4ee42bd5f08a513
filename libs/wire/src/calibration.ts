import { limits } from '@safelight/core';
import type * as pb from '../generated/safelight/evaluator/v1/evaluator.ts';
import { list, number, present, text } from './decode.ts';
import type { Agreement, Calibration, CalibrationCurve, Drift, ScorePair } from './messages.ts';
import { evaluationAxis } from './trajectory.ts';

const nameLengthMax = 200;
/** The aesthetic and the instruction score. */
export const calibrationAxesMax = 2;
const binsMax = 100;

const score = (value: number, field: string): number => number(value, field, 1, 5);

export function encodeScorePair({ axis, predicted, human }: ScorePair): pb.ScorePair {
  return { axis: evaluationAxis.encode(axis), predicted, human };
}

export function decodeScorePair(message: pb.ScorePair, field: string): ScorePair {
  return {
    axis: evaluationAxis.decode(message.axis, `${field}.axis`),
    predicted: score(message.predicted, `${field}.predicted`),
    human: score(message.human, `${field}.human`),
  };
}

function encodeAgreement({ srcc, plcc, ...rest }: Agreement): pb.Agreement {
  return { ...rest, srcc: srcc ?? undefined, plcc: plcc ?? undefined };
}

function decodeAgreement(message: pb.Agreement | undefined, field: string): Agreement {
  const { count, selfAssessment, srcc, plcc } = present(message, field);
  const correlation = (value: number | undefined, name: string): number | null =>
    value === undefined ? null : number(value, `${field}.${name}`, -1, 1);
  return {
    count: number(count, `${field}.count`, 0, limits.scorePairsMax),
    selfAssessment: number(selfAssessment, `${field}.selfAssessment`, 0, 1),
    srcc: correlation(srcc, 'srcc'),
    plcc: correlation(plcc, 'plcc'),
  };
}

function decodeCurve(message: pb.CalibrationCurve, field: string): CalibrationCurve {
  const points = list(message.points, `${field}.points`, limits.scorePairsMax, ({ predicted, calibrated }, at) => ({
    predicted: score(predicted, `${at}.predicted`),
    calibrated: score(calibrated, `${at}.calibrated`),
  }));
  return {
    axis: evaluationAxis.decode(message.axis, `${field}.axis`),
    points,
    before: decodeAgreement(message.before, `${field}.before`),
    after: decodeAgreement(message.after, `${field}.after`),
    folds: number(message.folds, `${field}.folds`, 2, limits.scorePairsMax),
    referenceShares: list(message.referenceShares, `${field}.referenceShares`, binsMax, (share, at) =>
      number(share, at, 0, 1),
    ),
  };
}

export function encodeCalibration({ curves, ...rest }: Calibration): pb.Calibration {
  return {
    ...rest,
    curves: curves.map((curve) => ({
      axis: evaluationAxis.encode(curve.axis),
      points: curve.points.map((point) => ({ ...point })),
      before: encodeAgreement(curve.before),
      after: encodeAgreement(curve.after),
      folds: curve.folds,
      referenceShares: [...curve.referenceShares],
    })),
  };
}

export function decodeCalibration(message: pb.Calibration | undefined, field: string): Calibration {
  const { version, evaluatorVersion, createdAt, curves } = present(message, field);
  return {
    version: text(version, `${field}.version`, nameLengthMax, 1),
    evaluatorVersion: text(evaluatorVersion, `${field}.evaluatorVersion`, nameLengthMax, 1),
    createdAt: text(createdAt, `${field}.createdAt`, nameLengthMax, 1),
    curves: list(curves, `${field}.curves`, calibrationAxesMax, decodeCurve),
  };
}

export function encodeDrift({ axis, stabilityIndex, ...rest }: Drift): pb.Drift {
  return { ...rest, axis: evaluationAxis.encode(axis), stabilityIndex: stabilityIndex ?? undefined };
}

export function decodeDrift(message: pb.Drift, field: string): Drift {
  const { axis, count, stabilityIndex, alarm } = message;
  return {
    axis: evaluationAxis.decode(axis, `${field}.axis`),
    count,
    stabilityIndex: stabilityIndex === undefined ? null : number(stabilityIndex, `${field}.stabilityIndex`, 0),
    alarm,
  };
}
