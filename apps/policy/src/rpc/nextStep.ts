import { localeOf } from '@safelight/intent';
import type { CallContext } from '@safelight/service-kit';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { stepDecided } from '../events.ts';

/** Says who decides, then passes on what the back end thinks and decides. */
export async function* nextStep(
  { backend, logger }: Context,
  request: NextStepRequest,
  { signal }: Pick<CallContext, 'signal'>,
): AsyncIterable<NextStepResponse> {
  let author = backend.version;
  yield { type: 'begin', policyVersion: author, locale: localeOf(request.instruction) };
  for await (const response of backend.nextStep(request, signal)) {
    if (response.type === 'begin') author = response.policyVersion;
    if (response.type === 'decision' || response.type === 'finish') {
      stepDecided(logger, {
        backend: author,
        index: request.steps.length + 1,
        outcome: response.type === 'decision' ? 'edit' : 'finish',
        calls: response.type === 'decision' ? response.calls.length : 0,
      });
    }
    yield response;
  }
}
