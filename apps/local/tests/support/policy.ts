/** A policy service whose decisions a test writes down, served over real gRPC; it keeps every request it was sent. */
import { noUsage } from '@safelight/core';
import type { Finish, Recipe, ToolCall, TokenUsage } from '@safelight/core';
import { implement, silentLogger, startService } from '@safelight/service-kit';
import type { RunningService } from '@safelight/service-kit';
import { policyContract } from '@safelight/wire';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';

type Reply = Exclude<NextStepResponse, { type: 'begin' | 'thoughtDelta' }>;

/** Decides from the request alone, as a policy must: any replica may be asked for any step. Throws what it throws. */
export type Script = (request: NextStepRequest, signal: AbortSignal) => Reply | Promise<Reply>;

export interface ScriptedPolicy {
  readonly requests: readonly NextStepRequest[];
  readonly start: () => Promise<RunningService>;
}

export function scriptedPolicy(script: Script): ScriptedPolicy {
  const requests: NextStepRequest[] = [];
  async function* nextStep(request: NextStepRequest, { signal }: { signal: AbortSignal }) {
    requests.push(request);
    const reply = await script(request, signal);
    yield { type: 'begin', policyVersion: versionOf(request), locale: 'en' } satisfies NextStepResponse;
    yield { type: 'thoughtDelta', text: `step ${request.steps.length + 1}` } satisfies NextStepResponse;
    yield reply;
  }
  const start = () =>
    startService({
      name: 'policy',
      implementations: [implement(policyContract, { nextStep })],
      logger: silentLogger,
    });
  return { requests, start };
}

/** From its third step on another back end stands in, as when a model has gone. */
const versionOf = ({ steps }: NextStepRequest): string => (steps.length < 2 ? 'scripted/1' : 'stand-in/1');

export function edit(calls: readonly ToolCall[], more: { base?: Recipe; usage?: TokenUsage } = {}): Reply {
  return { type: 'decision', calls, predictions: [], base: more.base ?? null, usage: more.usage ?? noUsage };
}

export function finish(more: Partial<Finish> = {}): Reply {
  const selfScore = { aesthetic: 4, instruction: 4 };
  return { type: 'finish', finish: { thought: 'done', selfScore, notDone: [], missed: [], usage: noUsage, ...more } };
}

/** The steps of the round that the request is about. */
export function stepsOfRound({ steps, rounds }: NextStepRequest): number {
  return steps.filter(({ round }) => round === rounds.length).length;
}
