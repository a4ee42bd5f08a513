import { Fault, type FaultCode, type Finish, type Locale } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from './backend.ts';

/** The model is not there; other faults are for people to mend and are never papered over. */
const absences: readonly FaultCode[] = ['model.unavailable', 'model.timeout', 'model.rateLimited'];

const sentences: Readonly<Record<Locale, (version: string, fault: Fault) => string>> = {
  en: (version, { title }) => `${title}, so the embedded ${version} decides this step. `,
  zh: (version, { code }) => `模型暂不可用（${code}），这一步由内置的 ${version} 决定。`,
};

/** `first` decides; a step that it cannot decide because its model is absent is decided by `second`, and says so. */
export function withFallback(
  first: PolicyBackend,
  second: PolicyBackend,
  onFallback: (fault: Fault) => void,
): PolicyBackend {
  return {
    version: first.version,
    async *nextStep(request, signal) {
      try {
        yield* first.nextStep(request, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Fault) || !absences.includes(error.code)) throw error;
        onFallback(error);
        yield* takeOver(second, error, request, signal);
      }
    },
  };
}

async function* takeOver(
  second: PolicyBackend,
  fault: Fault,
  request: NextStepRequest,
  signal: AbortSignal,
): AsyncGenerator<NextStepResponse> {
  const locale = localeOf(request.instruction);
  const sentence = sentences[locale](second.version, fault);
  yield { type: 'begin', policyVersion: second.version, locale };
  yield { type: 'thoughtDelta', text: sentence };
  for await (const response of second.nextStep(request, signal)) {
    if (response.type === 'finish') yield { type: 'finish', finish: told(response.finish, sentence) };
    else yield response;
  }
}

/** A finish carries its thought with it. */
function told(finish: Finish, sentence: string): Finish {
  return { ...finish, thought: sentence + finish.thought };
}
