/**
 * Bulk evaluation over the bus: cases come on `safelight.evaluation-requests`, and what came of each goes out on
 * `safelight.evaluation-results` under the same message id and key. At least once: a case that comes twice is answered
 * twice, alike.
 */
import { topics, type Bus } from '@safelight/bus';
import { toFault } from '@safelight/core';
import { decodeEvaluationRequest, encodeEvaluationResult, type BatchResult } from '@safelight/wire';
import { backendFor, type Context } from '../context.ts';
import { evaluate } from '../rpc/evaluate.ts';

export function startBulk(context: Context, bus: Bus): AsyncDisposable {
  return bus.subscribe({
    topics: [topics.evaluationRequests.name],
    group: 'evaluator',
    concurrency: backendFor(context, undefined).concurrencyMax,
    handle: async ({ key, value, headers }, signal) => {
      const result = await resultOf(context, value, headers.tenant, signal);
      await bus.publish(topics.evaluationResults.name, [{ key, value: encodeEvaluationResult(result), headers }]);
    },
  });
}

/** A case that cannot be judged is answered with its problem; one that may be judged later is thrown, to come again. */
async function resultOf(
  context: Context,
  value: Uint8Array,
  tenant: string,
  signal: AbortSignal,
): Promise<BatchResult> {
  try {
    return await evaluate(context, decodeEvaluationRequest(value), { signal, tenant });
  } catch (thrown) {
    signal.throwIfAborted();
    const fault = toFault(thrown);
    if (fault.retryable || fault.kind === 'internal') throw fault;
    return { problem: { code: fault.code, field: fault.field ?? '', message: fault.message } };
  }
}
