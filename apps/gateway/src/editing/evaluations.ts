import { Fault, limits } from '@safelight/core';
import type { Evaluation } from '@safelight/core';
import type { CompareRequest, CompareResponse, EvaluateRequest } from '@safelight/wire';
import type { CallerContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { countUsage } from '../store/usage.ts';
import { checkSize } from './photos.ts';
import { checkInstruction } from './turns.ts';

/** Scores an edit that was made anywhere. Nothing is kept. @throws Fault as for photos and instructions */
export async function evaluate(
  context: CallerContext,
  request: EvaluateRequest,
  signal: AbortSignal,
): Promise<Evaluation> {
  checkSize(request.before, 'before');
  checkSize(request.after, 'after');
  const checked = { ...request, instruction: checkInstruction(request.instruction) };
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
  const { evaluation } = await withRetries(() => context.evaluator.evaluate(checked, options), { signal });
  await count(context, 1);
  return evaluation;
}

/** Ranks several edits of one picture by pairwise win rates. @throws Fault as for photos and instructions */
export async function compare(
  context: CallerContext,
  request: CompareRequest,
  signal: AbortSignal,
): Promise<CompareResponse> {
  const { before, afters } = request;
  checkSize(before, 'before');
  for (const [index, after] of afters.entries()) checkSize(after, `afters[${index}]`);
  if (afters.length < 2 || afters.length > limits.candidatesMax) {
    const message = `Send 2 to ${limits.candidatesMax} edits to compare; there are ${afters.length}.`;
    throw new Fault('request.invalid', message, { field: 'after' });
  }
  const checked = { ...request, instruction: checkInstruction(request.instruction) };
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs * afters.length };
  const compared = await withRetries(() => context.evaluator.compare(checked, options), { signal });
  await count(context, afters.length);
  return compared;
}

/** Only what was answered is counted. */
async function count({ store, identity }: CallerContext, evaluations: number): Promise<void> {
  await store.write((unit) => countUsage(unit, identity.keyId, { evaluations }));
}
