import type { CallContext } from '@safelight/service-kit';
import type { EvaluateRequest, EvaluateResponse } from '@safelight/wire';
import { backendFor, type Context } from '../context.ts';

export async function evaluate(
  context: Context,
  request: EvaluateRequest,
  { signal, tenant }: Pick<CallContext, 'signal' | 'tenant'>,
): Promise<EvaluateResponse> {
  const start = performance.now();
  const raw = await backendFor(context, request.judge).judge({ ...request, tenant }, signal);
  const evaluation = await context.calibrator.calibrated(raw, request.instruction, request.judge?.calibration);
  context.events.evaluated(evaluation, performance.now() - start);
  return { evaluation };
}
