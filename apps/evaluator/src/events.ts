import type { Comparison, Evaluation } from '@safelight/core';
import { meter, type Logger } from '@safelight/service-kit';
import type { Calibration, Drift } from '@safelight/wire';

/** Business events: full detail to the log, few labels to the metric. */
export interface Events {
  evaluated(evaluation: Evaluation, durationMs: number): void;
  compared(comparison: Comparison, durationMs: number): void;
  calibrated(calibration: Calibration): void;
  /** How far the scores of late are from those of a calibration in use. */
  driftSeen(version: string, drifts: readonly Drift[]): void;
}

const evaluations = meter.createCounter('evaluator_evaluations', {
  description: 'Edits scored, by evaluator version.',
});
const comparisons = meter.createCounter('evaluator_comparisons', {
  description: 'Groups of edits compared, by evaluator version.',
});
const scores = meter.createHistogram('evaluator_score', {
  description:
    'Scores given, 1 to 5, by axis and evaluator version; the first and the last bucket are those at the ends.',
  advice: { explicitBucketBoundaries: [1, 1.5, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75, 4, 4.25, 4.5, 4.99] },
});
const confidences = meter.createHistogram('evaluator_confidence', {
  description: 'How sure the evaluator was of its scores, 0 to 1, by evaluator version.',
  advice: { explicitBucketBoundaries: [0.1, 0.25, 0.5, 0.75, 0.9] },
});
const drift = meter.createGauge('evaluator_score_drift', {
  description: 'Population stability index of the raw scores of late against those of the calibration, by axis.',
});

export function createEvents(logger: Logger): Events {
  const alarmed = new Set<string>();
  return {
    evaluated: (evaluation, durationMs) => {
      const version = evaluation.evaluatorVersion;
      evaluations.add(1, { version });
      for (const axis of ['aesthetic', 'instruction'] as const)
        scores.record(evaluation.scores[axis], { version, axis });
      confidences.record(evaluation.confidence, { version });
      logger.info(
        {
          scores: evaluation.scores,
          confidence: evaluation.confidence,
          metrics: evaluation.metrics.map(({ name, value }) => ({ name, value })),
          durationMs: Math.round(durationMs),
        },
        'edit evaluated',
      );
    },
    compared: (comparison, durationMs) => {
      comparisons.add(1, { version: comparison.evaluatorVersion });
      logger.info({ ...comparison, durationMs: Math.round(durationMs) }, 'edits compared');
    },
    calibrated: (calibration) => {
      const { version, evaluatorVersion, curves } = calibration;
      const report = curves.map(({ axis, before, after }) => ({ axis, before, after }));
      logger.info({ version, evaluatorVersion, report }, 'calibrated');
    },
    driftSeen: (version, drifts) => {
      for (const { axis, stabilityIndex, alarm, count } of drifts) {
        if (stabilityIndex === null) continue;
        drift.record(stabilityIndex, { version, axis });
        const key = `${version} ${axis}`;
        if (alarm && !alarmed.has(key)) {
          logger.warn(
            { version, axis, stabilityIndex, count },
            'the scores of late are distributed otherwise than those of the calibration; score some of these edits by hand and calibrate anew',
          );
        }
        if (alarm) alarmed.add(key);
        else alarmed.delete(key);
      }
    },
  };
}
