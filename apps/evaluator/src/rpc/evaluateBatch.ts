import { toFault } from '@safelight/core';
import type { CallContext } from '@safelight/service-kit';
import type { BatchResult, EvaluateBatchRequest, EvaluateBatchResponse, EvaluateRequest } from '@safelight/wire';
import { mapBounded } from '../concurrency.ts';
import { backendFor, type Context } from '../context.ts';
import { evaluate } from './evaluate.ts';

/** Cases under way at once, whatever the back end would take. */
const casesAtOnceMax = 8;

export async function evaluateBatch(
  context: Context,
  { cases }: EvaluateBatchRequest,
  call: Pick<CallContext, 'signal' | 'tenant'>,
): Promise<EvaluateBatchResponse> {
  const atOnce = Math.min(casesAtOnceMax, ...cases.map((one) => concurrencyOf(context, one)));
  const results = await mapBounded(cases, atOnce, call.signal, async (one, index): Promise<BatchResult> => {
    try {
      return await evaluate(context, one, call);
    } catch (thrown) {
      // Who asked is gone: that is no fault of the case.
      call.signal.throwIfAborted();
      const { code, field, message } = toFault(thrown);
      return {
        problem: { code, field: field === undefined ? `cases[${index}]` : `cases[${index}].${field}`, message },
      };
    }
  });
  return { results };
}

/** A case with a back end that is not there is refused on its own, when its turn comes. */
function concurrencyOf(context: Context, { judge }: EvaluateRequest): number {
  try {
    return backendFor(context, judge).concurrencyMax;
  } catch {
    return casesAtOnceMax;
  }
}
