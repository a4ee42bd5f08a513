import type { Evaluation } from '@safelight/core';
import type { EvaluateRequest } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { checkSize } from './photos.ts';
import { checkInstruction } from './turns.ts';

/** Scores an edit that was made anywhere. Nothing is kept. @throws Fault as for photos and instructions */
export async function evaluate(
  context: TenantContext,
  request: EvaluateRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  checkSize(request.before, 'before');
  checkSize(request.after, 'after');
  const checked = { ...request, instruction: checkInstruction(request.instruction) };
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
  const { evaluation } = await withRetries(() => context.evaluator.evaluate(checked, options), { signal });
  return evaluation;
}
