import { Fault, type Evaluation } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import type { CallContext } from '@safelight/service-kit';
import type { CompareRequest, CompareResponse } from '@safelight/wire';
import { comparisonOf, preferByScore } from '../compare/compare.ts';
import { mapBounded } from '../concurrency.ts';
import { backendFor, type Context } from '../context.ts';

export async function compare(
  context: Context,
  request: CompareRequest,
  { signal, tenant }: Pick<CallContext, 'signal' | 'tenant'>,
): Promise<CompareResponse> {
  const start = performance.now();
  const { before, afters, instruction, judge, settings } = request;
  const backend = backendFor(context, judge);
  const evaluations = await mapBounded(afters, backend.concurrencyMax, signal, async (after, index) => {
    const raw = await blame(`afters[${index}]`, () => {
      const own = settings?.[index];
      return backend.judge(
        { before, after, instruction, tenant, ...(own === undefined ? {} : { settings: own }) },
        signal,
      );
    });
    return context.calibrator.calibrated(raw, instruction, judge?.calibration);
  });
  const pairs =
    (await backend.prefer?.({ before, afters, instruction }, signal)) ??
    preferByScore(evaluations, localeOf(instruction));
  const comparison = comparisonOf(evaluations, pairs, evaluations[0]!.evaluatorVersion);
  context.events.compared(comparison, performance.now() - start);
  return { comparison, evaluations, pairs };
}

/** A back end judges one edit and calls its picture `after`; here it has a number. */
async function blame(field: string, judge: () => Promise<Evaluation>): Promise<Evaluation> {
  try {
    return await judge();
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.field !== 'after') throw thrown;
    throw new Fault(thrown.code, thrown.message.replace('"after"', `"${field}"`), { field, cause: thrown });
  }
}
