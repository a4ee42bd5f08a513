/** The session log: what happened, in order. One log feeds SSE, gRPC streams and later webhooks. */
import type {
  Comparison,
  Evaluation,
  Finish,
  ImageRef,
  Observation,
  Prediction,
  Scores,
  TokenUsage,
} from './trajectory.ts';
import type { Recipe, ToolCall } from './recipe.ts';
import type { FaultCode } from './fault.ts';
import { limits } from './limits.ts';

/** What a turn may spend and how hard it tries. */
export interface TurnOptions {
  /** Steps of editing; a reflection may take as many again. */
  readonly stepsMax: number;
  readonly seed: number;
  /** G trajectories run and the best one wins. */
  readonly candidates: number;
  /** Rounds of reflection at most; 0 = none. */
  readonly reflectionsMax: number;
  /** Reflect when the mean of both scores is under it, 1..5. */
  readonly scoreMin: number;
  /** Decide from the original alone, for comparisons. */
  readonly textOnly: boolean;
  /** Within which the whole turn ends, waiting included; null = none. A turn that does not is `expired`. */
  readonly deadlineMs: number | null;
  readonly budget: TurnBudget;
}

/**
 * What hosted models may count for a turn, all candidates together. It is looked at before each question to the policy,
 * so the answers under way may go over it; then every round ends with what it has.
 */
export interface TurnBudget {
  /** Prompt and completion; null = no limit. */
  readonly tokens: number | null;
  /** Millionths of a US dollar; null = no limit. */
  readonly costMicroUsd: number | null;
}

export const noBudget: TurnBudget = { tokens: null, costMicroUsd: null };

/** What a request gets that says nothing about the effort. */
export const defaultTurnOptions: TurnOptions = {
  stepsMax: limits.stepsPerTurnDefault,
  seed: 0,
  candidates: 1,
  reflectionsMax: limits.reflectionsDefault,
  scoreMin: limits.scoreMinDefault,
  textOnly: false,
  deadlineMs: null,
  budget: noBudget,
};

/** An event of a session that a recipe can be taken from. */
export interface SessionState {
  readonly sessionId: string;
  readonly sequence: number;
}

/** What a person did with one step of the agent. */
export type StepRevision =
  | { readonly step: number; readonly action: 'reject' }
  | { readonly step: number; readonly action: 'replace'; readonly calls: readonly ToolCall[] };

/** How a person came to a recipe. */
export type RecipeOrigin =
  /** The state at an earlier event of the same session: undo and redo. */
  | { readonly type: 'restored'; readonly sequence: number }
  /** What a candidate of a turn came to: another variant, or what a turn had done when it was canceled. */
  | { readonly type: 'variant'; readonly turnId: string; readonly candidate: number }
  /** Steps of a turn were rejected or replaced, the others kept. */
  | {
      readonly type: 'revision';
      readonly turnId: string;
      readonly candidate: number;
      readonly revisions: readonly StepRevision[];
      /** After each step that was not rejected; the last one is the recipe. */
      readonly recipes: readonly Recipe[];
    }
  /** Tool calls on the recipe before. */
  | { readonly type: 'calls'; readonly calls: readonly ToolCall[] }
  /** The whole recipe was given: as such, or as XMP. */
  | { readonly type: 'set' }
  /** Where the session was branched from. */
  | ({ readonly type: 'branch' } & SessionState);

export type SessionEventBody =
  | { readonly type: 'session.created'; readonly photoSha256: string }
  | {
      readonly type: 'turn.requested';
      readonly turnId: string;
      readonly instruction: string;
      readonly options: TurnOptions;
    }
  | { readonly type: 'turn.started'; readonly turnId: string; readonly attempt: number; readonly original: Observation }
  /** The policy asked for regions or the scene of the original; later observations of the candidate have them too. */
  | {
      readonly type: 'turn.looked';
      readonly turnId: string;
      readonly candidate: number;
      readonly original: Observation;
    }
  | {
      readonly type: 'step.decided';
      readonly turnId: string;
      readonly candidate: number;
      readonly round: number;
      readonly step: number;
      readonly thought: string;
      readonly predictions: readonly Prediction[];
      readonly calls: readonly ToolCall[];
      readonly base: Recipe | null;
      readonly policyVersion: string;
      readonly usage: TokenUsage;
    }
  | {
      readonly type: 'step.observed';
      readonly turnId: string;
      readonly candidate: number;
      readonly step: number;
      readonly observation: Observation;
    }
  /** A round came to its end. */
  | {
      readonly type: 'turn.finishing';
      readonly turnId: string;
      readonly candidate: number;
      readonly round: number;
      readonly finish: Finish;
    }
  | {
      readonly type: 'turn.evaluated';
      readonly turnId: string;
      readonly candidate: number;
      readonly round: number;
      readonly evaluation: Evaluation;
      /** False for a reflection that did not help. */
      readonly kept: boolean;
    }
  /** A candidate ended before its time; what its last kept round made, if there is one, still counts. */
  | {
      readonly type: 'candidate.failed';
      readonly turnId: string;
      readonly candidate: number;
      readonly code: FaultCode;
      readonly message: string;
      readonly retryable: boolean;
    }
  /** Of a group of two or more. */
  | { readonly type: 'turn.compared'; readonly turnId: string; readonly comparison: Comparison }
  | {
      readonly type: 'turn.finished';
      readonly turnId: string;
      readonly recipe: Recipe;
      readonly image: ImageRef;
      readonly scores: Scores;
      /** The candidate that won. */
      readonly candidate: number;
    }
  | {
      readonly type: 'turn.failed';
      readonly turnId: string;
      readonly code: FaultCode;
      readonly message: string;
      readonly retryable: boolean;
    }
  /** The turn was stopped: by request, or because its deadline has passed. What it did so far can be taken by hand. */
  | { readonly type: 'turn.canceled'; readonly turnId: string; readonly reason: 'request' | 'deadline' }
  /** A person changed the session's recipe. */
  | {
      readonly type: 'recipe.changed';
      readonly recipe: Recipe;
      /** The picture under it; null when it was not rendered. */
      readonly image: ImageRef | null;
      readonly origin: RecipeOrigin;
    };

export type SessionEventType = SessionEventBody['type'];

export interface SessionEvent {
  /** 1, 2, 3 … within the session, without gaps: the cursor of every follower. */
  readonly sequence: number;
  readonly sessionId: string;
  /** UTC. */
  readonly time: Date;
  readonly body: SessionEventBody;
}
