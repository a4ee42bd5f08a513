import type { NextStepRequest, NextStepResponse } from '@safelight/wire';

/**
 * What decides edits. A back end keeps nothing between calls: everything it needs is in the request, so that any
 * replica can answer any step. It yields thought deltas, then one decision, look or finish, and nothing after it.
 */
export interface PolicyBackend {
  /** Written into every trajectory, e.g. `planner/1`; raise it when the same request gives another answer. */
  readonly version: string;
  /**
   * Yields no `begin`, for its caller has said who decides; but one back end that takes over from another does, which
   * withdraws what was said before.
   * @throws Fault `instruction.*` when the instruction cannot be worked on; ends early when `signal` aborts.
   */
  nextStep(request: NextStepRequest, signal: AbortSignal): AsyncIterable<NextStepResponse>;
}
