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
}

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
