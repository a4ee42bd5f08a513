/** What the platform adds to a step: the time between two pictures in the log, less the same gRPC calls made directly. */
import { emptyRecipe, limits } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import { createClient } from '@safelight/service-kit';
import { policyContract, sandboxContract } from '@safelight/wire';
import type { NextStepRequest, OutputSpec } from '@safelight/wire';
import { median, type Row } from '../../row.ts';
import type { PhotoJson } from '../caller.ts';
import type { Ground } from '../ground.ts';
import { drain, follow } from '../load/events.ts';
import { quantile } from '../load/load.ts';
import type { ApiOptions } from '../options.ts';
import { uploads } from '../pictures.ts';
import { callOf, stepsPerTurn } from '../policy.ts';

/** As the gateway asks for the agent's picture. */
const output: OutputSpec = {
  ...{ format: 'jpeg', quality: 90, longEdgeMaxPixels: limits.proxyLongEdgePixels, keepMetadata: false },
};
const turnDeadlineMs = 60_000;

export async function measureTurn(ground: Ground, options: ApiOptions): Promise<readonly Row[]> {
  const { tenant, services, policy } = ground;
  await using open = new AsyncDisposableStack();
  const sandbox = open.adopt(createClient(sandboxContract, services.sandbox), (client) => client.close());
  const decider = open.adopt(createClient(policyContract, policy.address), (client) => client.close());
  const photo = await tenant.caller.upload((await uploads())(0));
  const [walls, bares, turns]: [number[], number[], number[]] = [[], [], []];
  // The first one compiles and fills caches on both ways.
  for (let round = 0; round <= options.rounds * 2; round++) {
    const requests = policy.record();
    const turn = await runTurn(ground, photo, round);
    const direct: number[] = [];
    for (const request of requests.slice(0, stepsPerTurn)) direct.push(await bareStep(request));
    if (round === 0) continue;
    walls.push(...turn.stepMs);
    bares.push(...direct);
    turns.push(turn.wallMs);
  }
  const overheads = walls.map((wall, index) => wall - bares[index]!).sort((left, right) => left - right);
  return [
    { name: 'turn with an instant policy', value: median(turns), unit: 'ms', note: `${stepsPerTurn} steps` },
    { name: 'its step', value: median(walls), unit: 'ms' },
    { name: 'the same gRPC calls made directly', value: median(bares), unit: 'ms', note: 'decide, validate, render' },
    { name: 'the platform’s part of a step, p50', value: median(overheads), unit: 'ms', goal: { atMost: 15 } },
    { name: 'the platform’s part of a step, p99', value: quantile(overheads, 0.99), unit: 'ms' },
  ];

  /** The calls of one step, on settings a little different: the sandbox has not rendered them. */
  async function bareStep(request: NextStepRequest): Promise<number> {
    const start = performance.now();
    await drain(decider.nextStep(request, { tenant: tenant.id }));
    const calls = [callOf(request, 0.001)];
    const before: Recipe = request.steps.at(-1)?.observation.recipe ?? emptyRecipe;
    const { photoKind } = request;
    const { recipe } = await sandbox.validateCalls({ recipe: before, calls, photoKind }, { tenant: tenant.id });
    const source = { sha256: photo.sha256, data: null };
    await sandbox.render({ photo: source, recipe, output, measure: true, regions: [] }, { tenant: tenant.id });
    return performance.now() - start;
  }
}

interface Ran {
  /** From asking to the end of the turn in the event stream. */
  readonly wallMs: number;
  /** Between pictures, as the log has them. */
  readonly stepMs: readonly number[];
}

export async function runTurn({ tenant: { caller } }: Ground, photo: PhotoJson, seed: number): Promise<Ran> {
  const sessionId = await caller.openSession(photo.id);
  const start = performance.now();
  await caller.call('POST', `/v1/sessions/${sessionId}/turns`, { instruction: 'brighter', seed });
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(turnDeadlineMs)]);
  const pictures: number[] = [];
  for await (const { event } of follow(caller, sessionId, { signal })) {
    const { type } = event.body;
    if (type === 'turn.started' || type === 'step.observed') pictures.push(Date.parse(event.time));
    if (type === 'turn.failed') throw new Error(`The turn failed: ${JSON.stringify(event)}`);
    if (type === 'turn.finished') break;
  }
  const wallMs = performance.now() - start;
  ending.abort();
  return { wallMs, stepMs: pictures.slice(1).map((at, index) => at - pictures[index]!) };
}
