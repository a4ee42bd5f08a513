import { Fault, type EvaluationMetric } from '@safelight/core';
import type { CalibrationCurve, ScorePair } from '@safelight/wire';
import { agreementOf } from './agreement.ts';
import { sharesOf } from './drift.ts';
import { apply, isotonicCurve } from './isotonic.ts';

/** Fewer pairs would make a curve of chance: with ten a fold still has eight to learn from. */
const pairsMin = 10;
const foldsMax = 5;
const axes = ['aesthetic', 'instruction'] as const;

/**
 * One curve for each axis that has pairs. Agreement before is over all pairs; after, by cross-validation, so that it is
 * what can be expected of edits that nobody scored.
 * @throws Fault `request.invalid` when an axis has too few pairs or all of them are predicted the same
 */
export function curvesOf(pairs: readonly ScorePair[]): readonly CalibrationCurve[] {
  if (pairs.length === 0)
    throw new Fault('request.invalid', 'There are no pairs. Send at least 10 for an axis.', { field: 'pairs' });
  return axes.flatMap((axis) => {
    const own = pairs.filter((pair) => pair.axis === axis);
    return own.length === 0 ? [] : [curveOf(axis, own)];
  });
}

function curveOf(axis: EvaluationMetric['axis'], pairs: readonly ScorePair[]): CalibrationCurve {
  if (pairs.length < pairsMin) {
    const message = `There are ${pairs.length} pairs for the ${axis} score; send at least ${pairsMin}.`;
    throw new Fault('request.invalid', message, { field: 'pairs' });
  }
  const predicted = pairs.map((pair) => pair.predicted);
  if (new Set(predicted).size < 2) {
    const message = `All predicted ${axis} scores are the same, so no curve can be drawn. Send pairs of different edits.`;
    throw new Fault('request.invalid', message, { field: 'pairs' });
  }
  const folds = Math.min(foldsMax, Math.floor(pairs.length / 2));
  return {
    axis,
    points: isotonicCurve(pairs),
    before: agreementOf(pairs),
    after: agreementOf(heldOut(pairs, folds)),
    folds,
    referenceShares: sharesOf(predicted),
  };
}

/** Each pair with its score calibrated by the other folds. Folds are dealt along the scores, so that each has all of them. */
function heldOut(pairs: readonly ScorePair[], folds: number): readonly ScorePair[] {
  const dealt = [...pairs].sort((one, other) => one.predicted - other.predicted || one.human - other.human);
  return Array.from({ length: folds }, (_, fold) => {
    const curve = isotonicCurve(dealt.filter((_pair, index) => index % folds !== fold));
    return dealt
      .filter((_pair, index) => index % folds === fold)
      .map((pair) => ({ ...pair, predicted: apply(curve, pair.predicted) }));
  }).flat();
}
