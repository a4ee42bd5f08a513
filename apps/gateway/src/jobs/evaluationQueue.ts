/** The port through which many evaluations are made: straight from the evaluator, or over the bus. */
import type { Evaluation, Problem } from '@safelight/core';
import type { EvaluateRequest } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { pictureBytes } from '../editing/pictures.ts';
import { checkSize } from '../editing/photos.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import type { EvaluationItem } from '../schemas/work.ts';
import { judge } from './job.ts';

/** One case of a batch. Its name is the same at each attempt, so a queue may drop what it has answered before. */
export interface EvaluationRequest extends EvaluationItem {
  /** `<batch>/<index>`. */
  readonly id: string;
}

export interface EvaluationReply {
  readonly id: string;
  readonly outcome: { readonly evaluation: Evaluation } | { readonly problem: Problem };
}

export interface EvaluationQueue {
  /**
   * Judges the cases, and gives each reply as soon as it is there, in any order; a case that cannot be judged has a problem
   * of its own. It ends when all were replied to.
   * @throws Fault when the queue or the evaluator is away: cases without a reply may be asked for again
   */
  evaluate(
    context: TenantContext,
    requests: AsyncIterable<EvaluationRequest>,
    signal: AbortSignal,
  ): AsyncIterable<EvaluationReply>;
}

/** Cases of one call: their pictures are in memory together. */
const casesPerCall = 4;

/** Asks the evaluator itself, a few cases at a time. */
export const directEvaluations: EvaluationQueue = {
  async *evaluate(context, requests, signal) {
    let waiting: EvaluationRequest[] = [];
    for await (const request of requests) {
      waiting.push(request);
      if (waiting.length < casesPerCall) continue;
      yield* evaluateTogether(context, waiting, signal);
      waiting = [];
    }
    if (waiting.length > 0) yield* evaluateTogether(context, waiting, signal);
  },
};

async function* evaluateTogether(
  context: TenantContext,
  requests: readonly EvaluationRequest[],
  signal: AbortSignal,
): AsyncGenerator<EvaluationReply> {
  const cases: EvaluateRequest[] = [];
  const asked: EvaluationRequest[] = [];
  for (const request of requests) {
    try {
      const [before, after] = await Promise.all([
        pictureBytes(context, request.before),
        pictureBytes(context, request.after),
      ]);
      checkSize(before, 'before');
      checkSize(after, 'after');
      cases.push({ before, after, instruction: request.instruction });
      asked.push(request);
    } catch (error) {
      const { fault, passes } = judge(error);
      if (passes || signal.aborted) throw error;
      const { code, message, field = '' } = fault;
      yield { id: request.id, outcome: { problem: { code, message, field } } };
    }
  }
  if (cases.length === 0) return;
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs * cases.length };
  const { results } = await withRetries(() => context.evaluator.evaluateBatch({ cases }, options), { signal });
  for (const [index, { id }] of asked.entries()) {
    const outcome = results[index];
    if (outcome === undefined) throw new Error('The evaluator answered fewer cases than it was asked for.');
    yield { id, outcome };
  }
}
