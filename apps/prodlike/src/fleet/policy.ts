/**
 * A policy that costs nothing: it thinks by waiting, as a runner sees a model that works elsewhere, and decides without
 * looking. What a burst then shows is the platform's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { noUsage, type Secret } from '@safelight/core';
import { implement, silentLogger, startService } from '@safelight/service-kit';
import { policyContract } from '@safelight/wire';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';

export interface WaitingPolicy {
  /** Of each step. */
  readonly thinkMs: number;
  readonly stepsPerTurn: number;
}

/** @returns a running service */
export function startPolicy({ thinkMs, stepsPerTurn }: WaitingPolicy, token: Secret) {
  async function* nextStep(
    request: NextStepRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<NextStepResponse> {
    yield { type: 'begin', policyVersion: 'fleet/1', locale: 'en' };
    yield { type: 'thoughtDelta', text: 'Brighter.' };
    await delay(thinkMs, undefined, { signal });
    const { length: taken } = request.steps;
    if (taken < stepsPerTurn) {
      // No two turns develop the same picture, so nothing is answered from a cache.
      const value = Math.round((0.1 + taken * 0.1 + (request.seed % 90) * 0.001) * 1000) / 1000;
      yield { type: 'decision', calls: [{ tool: 'exposure', value }], predictions: [], base: null, usage: noUsage };
      return;
    }
    const selfScore = { aesthetic: 4, instruction: 4 };
    yield { type: 'finish', finish: { thought: 'Done.', selfScore, notDone: [], missed: [], usage: noUsage } };
  }
  const implementations = [implement(policyContract, { nextStep })];
  return startService({
    ...{ name: 'policy', implementations, logger: silentLogger },
    security: { kind: 'token', token },
  });
}
