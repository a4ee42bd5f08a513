/** A policy that decides at once: what is left of a step's time is the platform's. */
import { noUsage } from '@safelight/core';
import { implement, silentLogger, startService } from '@safelight/service-kit';
import { policyContract } from '@safelight/wire';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';

export interface InstantPolicy extends AsyncDisposable {
  /** gRPC, `host:port`. */
  readonly address: string;
  /** Keeps what it is asked from now on, for the calls that are made again without the platform. */
  record(): NextStepRequest[];
}

export const stepsPerTurn = 4;

export async function startPolicy(): Promise<InstantPolicy> {
  let kept: NextStepRequest[] | null = null;
  async function* nextStep(request: NextStepRequest): AsyncGenerator<NextStepResponse> {
    kept?.push(request);
    yield { type: 'begin', policyVersion: 'bench/1', locale: 'en' };
    yield { type: 'thoughtDelta', text: 'Brighter.' };
    if (request.steps.length >= stepsPerTurn) {
      const selfScore = { aesthetic: 4, instruction: 4 };
      yield { type: 'finish', finish: { thought: 'Done.', selfScore, notDone: [], missed: [], usage: noUsage } };
    } else yield { type: 'decision', calls: [callOf(request)], predictions: [], base: null, usage: noUsage };
  }
  const implementations = [implement(policyContract, { nextStep })];
  const service = await startService({ name: 'policy', implementations, logger: silentLogger });
  return {
    address: service.address,
    record: () => (kept = []),
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

/** No two turns and no two steps develop the same picture, so nothing is answered from a cache. */
export function callOf({ steps, seed }: NextStepRequest, shift = 0): { readonly tool: string; readonly value: number } {
  const value = 0.1 + steps.length * 0.1 + (seed % 40) * 0.002 + shift;
  return { tool: 'exposure', value: Math.round(value * 1000) / 1000 };
}
