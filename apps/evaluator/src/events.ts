import type { Evaluation } from '@safelight/core';
import { meter, type Logger } from '@safelight/service-kit';

/** Business events: full detail to the log, few labels to the metric. */
export interface Events {
  evaluated(evaluation: Evaluation, durationMs: number): void;
}

const evaluations = meter.createCounter('evaluator_evaluations', {
  description: 'Edits scored, by evaluator version.',
});

export function createEvents(logger: Logger): Events {
  return {
    evaluated: (evaluation, durationMs) => {
      evaluations.add(1, { version: evaluation.evaluatorVersion });
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
  };
}
