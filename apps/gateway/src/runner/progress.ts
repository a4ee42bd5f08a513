/** Where a turn stands, read from its events. The log is the only truth; nothing else is kept between two runs. */
import type {
  Evaluation,
  FaultCode,
  Finish,
  ImageRef,
  Observation,
  Prediction,
  Recipe,
  Scores,
  SessionEvent,
  Step,
  ToolCall,
} from '@safelight/core';

/** A step that was decided and whose picture is not there yet. */
export interface PendingStep {
  readonly index: number;
  readonly thought: string;
  readonly predictions: readonly Prediction[];
  readonly calls: readonly ToolCall[];
}

export interface TurnProgress {
  readonly original: Observation | null;
  readonly steps: readonly Step[];
  readonly pending: PendingStep | null;
  readonly finish: Finish | null;
  readonly evaluation: Evaluation | null;
  readonly result: { readonly recipe: Recipe; readonly image: ImageRef; readonly scores: Scores } | null;
  readonly failure: { readonly code: FaultCode; readonly message: string; readonly retryable: boolean } | null;
}

const nothing: TurnProgress = {
  original: null,
  steps: [],
  pending: null,
  finish: null,
  evaluation: null,
  result: null,
  failure: null,
};

/** Folds the events of one turn, in order. */
export function progressOf(events: readonly SessionEvent[]): TurnProgress {
  return events.reduce(after, nothing);
}

function after(progress: TurnProgress, { body }: SessionEvent): TurnProgress {
  switch (body.type) {
    case 'session.created':
    case 'turn.requested':
      return progress;
    case 'turn.started':
      return { ...progress, original: progress.original ?? body.original };
    case 'step.decided': {
      const { step: index, thought, predictions, calls } = body;
      return { ...progress, pending: { index, thought, predictions, calls } };
    }
    case 'step.observed': {
      if (progress.pending?.index !== body.step) {
        throw new Error(`The log observes step ${body.step}, which was not decided before.`);
      }
      const step: Step = { ...progress.pending, observation: body.observation };
      return { ...progress, steps: [...progress.steps, step], pending: null };
    }
    case 'turn.finishing':
      return { ...progress, finish: body.finish };
    case 'turn.evaluated':
      return { ...progress, evaluation: body.evaluation };
    case 'turn.finished':
      return { ...progress, result: { recipe: body.recipe, image: body.image, scores: body.scores } };
    case 'turn.failed':
      return { ...progress, failure: { code: body.code, message: body.message, retryable: body.retryable } };
  }
}

/** What the agent sees now: the last observation. */
export function lastObservation(progress: TurnProgress): Observation {
  const last = progress.steps.at(-1)?.observation ?? progress.original;
  if (last === null) throw new Error('The turn has no observation yet.');
  return last;
}
