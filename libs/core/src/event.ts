/** The session log: what happened, in order. One log feeds SSE, gRPC streams and later webhooks. */
import type { Evaluation, Finish, ImageRef, Observation, Prediction, Scores } from './trajectory.ts';
import type { Recipe, ToolCall } from './recipe.ts';
import type { FaultCode } from './fault.ts';

export type SessionEventBody =
  | { readonly type: 'session.created'; readonly photoSha256: string }
  | {
      readonly type: 'turn.requested';
      readonly turnId: string;
      readonly instruction: string;
      readonly stepsMax: number;
      readonly seed: number;
    }
  | { readonly type: 'turn.started'; readonly turnId: string; readonly attempt: number; readonly original: Observation }
  | {
      readonly type: 'step.decided';
      readonly turnId: string;
      readonly step: number;
      readonly thought: string;
      readonly predictions: readonly Prediction[];
      readonly calls: readonly ToolCall[];
    }
  | {
      readonly type: 'step.observed';
      readonly turnId: string;
      readonly step: number;
      readonly observation: Observation;
    }
  | { readonly type: 'turn.finishing'; readonly turnId: string; readonly finish: Finish }
  | { readonly type: 'turn.evaluated'; readonly turnId: string; readonly evaluation: Evaluation }
  | {
      readonly type: 'turn.finished';
      readonly turnId: string;
      readonly recipe: Recipe;
      readonly image: ImageRef;
      readonly scores: Scores;
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
