/** Where a turn stands, read from its events. The log is the only truth; nothing else is kept between two runs. */
import type {
  Comparison,
  FaultCode,
  Finish,
  ImageRef,
  Observation,
  Recipe,
  Round,
  Scores,
  SessionEvent,
  SessionEventBody,
  Step,
} from '@safelight/core';
import { outcomeOf } from '@safelight/core';

/** A step that was decided and whose picture is not there yet. */
export type PendingStep = Omit<Step, 'observation'>;

export interface Failure {
  readonly code: FaultCode;
  readonly message: string;
  readonly retryable: boolean;
}

/** One trajectory of the group. */
export interface CandidateProgress {
  readonly index: number;
  /** What the turn began with, and the regions and scene that this candidate asked for. */
  readonly original: Observation;
  readonly looksCount: number;
  /** Of all rounds; a candidate that failed in a reflection stands where the round before it ended. */
  readonly steps: readonly Step[];
  readonly pending: PendingStep | null;
  /** A round that has finished and is not evaluated yet. */
  readonly ending: { readonly round: number; readonly finish: Finish } | null;
  readonly rounds: readonly Round[];
  readonly failure: Failure | null;
}

export interface TurnProgress {
  readonly original: Observation | null;
  /** Those that have done something, by their index. */
  readonly candidates: readonly CandidateProgress[];
  readonly comparison: Comparison | null;
  readonly result: {
    readonly recipe: Recipe;
    readonly image: ImageRef;
    readonly scores: Scores;
    readonly candidate: number;
  } | null;
  readonly failure: Failure | null;
}

export const nothing: TurnProgress = {
  original: null,
  candidates: [],
  comparison: null,
  result: null,
  failure: null,
};

/** Folds the events of one turn, in order. */
export function progressOf(events: readonly SessionEvent[]): TurnProgress {
  return events.reduce(after, nothing);
}

/** The candidate as it stands, also when it has done nothing yet. */
export function candidateOf({ candidates, original }: TurnProgress, index: number): CandidateProgress {
  const known = candidates.find((one) => one.index === index);
  if (known !== undefined) return known;
  if (original === null) throw new Error('A candidate begins only after the original was seen.');
  return { index, original, looksCount: 0, steps: [], pending: null, ending: null, rounds: [], failure: null };
}

/** The round that stands: the last one that was kept. */
export function keptRound({ rounds }: CandidateProgress): Round | null {
  return rounds.findLast(({ kept }) => kept) ?? null;
}

export function after(progress: TurnProgress, { body }: SessionEvent): TurnProgress {
  switch (body.type) {
    case 'session.created':
    case 'turn.requested':
    case 'turn.canceled':
    case 'recipe.changed':
      return progress;
    case 'turn.started':
      return { ...progress, original: progress.original ?? body.original };
    case 'turn.looked':
    case 'step.decided':
    case 'step.observed':
    case 'turn.finishing':
    case 'turn.evaluated':
    case 'candidate.failed':
      return withCandidate(progress, candidateAfter(candidateOf(progress, body.candidate), body));
    case 'turn.compared':
      return { ...progress, comparison: body.comparison };
    case 'turn.finished': {
      const { recipe, image, scores, candidate } = body;
      return { ...progress, result: { recipe, image, scores, candidate } };
    }
    case 'turn.failed':
      return { ...progress, failure: { code: body.code, message: body.message, retryable: body.retryable } };
  }
}

type CandidateEvent = Extract<SessionEventBody, { readonly candidate: number; readonly type: string }>;

function candidateAfter(
  candidate: CandidateProgress,
  body: Exclude<CandidateEvent, { readonly type: 'turn.finished' }>,
): CandidateProgress {
  const { steps, rounds, pending, ending } = candidate;
  switch (body.type) {
    case 'turn.looked':
      return { ...candidate, original: body.original, looksCount: candidate.looksCount + 1 };
    case 'step.decided': {
      const { step: index, round, thought, predictions, calls, base, policyVersion, usage } = body;
      return {
        ...candidate,
        pending: { index, round, thought, predictions, calls, base, policyVersion, usage },
      };
    }
    case 'step.observed':
      if (pending?.index !== body.step) {
        throw new Error(`The log observes step ${body.step}, which was not decided before.`);
      }
      return { ...candidate, steps: [...steps, { ...pending, observation: body.observation }], pending: null };
    case 'turn.finishing':
      return { ...candidate, ending: { round: body.round, finish: body.finish } };
    case 'turn.evaluated': {
      if (ending?.round !== body.round) {
        throw new Error(`The log evaluates round ${body.round}, which had not finished before.`);
      }
      const { round: index, evaluation, kept } = body;
      return { ...candidate, rounds: [...rounds, { index, finish: ending.finish, evaluation, kept }], ending: null };
    }
    case 'candidate.failed': {
      const { code, message, retryable } = body;
      const ended = rounds.length === 0 ? steps : steps.filter(({ round }) => round < rounds.length);
      return { ...candidate, steps: ended, pending: null, ending: null, failure: { code, message, retryable } };
    }
  }
}

function withCandidate(progress: TurnProgress, candidate: CandidateProgress): TurnProgress {
  const others = progress.candidates.filter(({ index }) => index !== candidate.index);
  return { ...progress, candidates: [...others, candidate].sort((one, other) => one.index - other.index) };
}

/** What the agent sees now: the last observation that stands. */
export function lastObservation(candidate: CandidateProgress): Observation {
  return outcomeOf(candidate);
}
