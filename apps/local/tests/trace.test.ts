import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger, withTelemetry } from '@safelight/service-kit';
import { startCollector, type CollectedSpan, type Collector } from '@safelight/service-kit/testing/collector';
import { expect, it, vi } from 'vitest';
import { startLocalFleet, type Fleet } from '../src/index.ts';
import { fixture, follow, post, untilEnd, upload } from './support/api.ts';

vi.setConfig({ testTimeout: 120_000 });

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callersSpan = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${callersSpan}-01`;
const instruction = 'brighter, like the summers at grandmother Ophelia';

async function tracedFleet(collector: Collector, dataDir: string | null): Promise<{ fleet: Fleet } & AsyncDisposable> {
  let fleet: Fleet | undefined;
  const telemetry = { traces: { endpoint: collector.endpoint, ratio: 1 }, metrics: null };
  const told = await withTelemetry({ name: 'safelight', telemetry, logger: silentLogger }, async () => {
    fleet = await startLocalFleet({ dataDir, logger: silentLogger, engineWorkers: 1 });
    return fleet;
  });
  return { fleet: fleet!, [Symbol.asyncDispose]: () => told[Symbol.asyncDispose]() };
}

const photo = async () => new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));

async function askTraced(fleet: Fleet, more: object = {}) {
  const { id: photoId } = await upload(fleet, 'hikers.jpg', await photo());
  const { id: sessionId } = await post(fleet, '/v1/sessions', { photoId });
  const path = `/v1/sessions/${sessionId}/turns`;
  const { id: turnId } = await post(fleet, path, { instruction, stepsMax: 2, ...more }, { traceparent });
  return { sessionId: sessionId as string, turnId: turnId as string };
}

const ofTrace = (spans: readonly CollectedSpan[]) => spans.filter((span) => span.traceId === traceId);

it('keeps one turn in one trace, from the request through every service to the passes of the engine', async () => {
  await using collector = await startCollector();
  {
    await using told = await tracedFleet(collector, null);
    await untilEnd(told.fleet, await askTraced(told.fleet));
    // The last to come: the reflector is told over the bus when the turn has ended.
    await collector.until((spans) => ofTrace(spans).some(({ name }) => name === 'handle safelight.trajectories'));
  }
  const spans = ofTrace(collector.spans);
  const names = new Set(spans.map(({ name }) => name));
  expect([...names]).toEqual(
    expect.arrayContaining([
      'POST /v1/sessions/:sessionId/turns',
      ...['turn waiting', 'turn', 'turn think', 'turn observe', 'turn evaluate'],
      ...['decide', 'validate', 'render', 'store', 'evaluate', 'commit'],
      ...['publish safelight.turns', 'handle safelight.turns'],
      ...['publish safelight.trajectories', 'handle safelight.trajectories'],
      'safelight.policy.v1.PolicyService/NextStep',
      'safelight.sandbox.v1.SandboxService/Render',
      'safelight.evaluator.v1.EvaluatorService/Evaluate',
      'safelight.reflector.v1.ReflectorService/SubmitTrajectory',
      ...['decode', 'develop', 'compile', 'level', 'kernels', 'measure', 'encode'],
    ]),
  );

  // One tree: every parent is a span of this trace, but for the caller's own at the root.
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
  expect(roots.map(({ name, parentSpanId }) => ({ name, parentSpanId }))).toEqual([
    { name: 'POST /v1/sessions/:sessionId/turns', parentSpanId: callersSpan },
  ]);
  const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const parentsOf = (name: string) =>
    new Set(spans.filter((span) => span.name === name).map(({ parentSpanId }) => nameOf.get(parentSpanId)));
  expect(parentsOf('turn')).toEqual(new Set(['POST /v1/sessions/:sessionId/turns']));
  expect(parentsOf('kernels')).toEqual(new Set(['develop']));
  expect(parentsOf('turn think')).toEqual(new Set(['turn']));
  for (const { begun, ended } of spans) expect(ended).toBeGreaterThanOrEqual(begun);

  // Words of people, keys and pictures stay where they are; ids and figures go.
  const text = collector.text();
  for (const secret of ['Ophelia', 'hikers', 'Bearer', 'slk_']) expect(text).not.toContain(secret);
  for (const { attributes } of spans) {
    for (const value of Object.values(attributes)) expect(String(value).length).toBeLessThan(200);
  }
  expect(spans.find(({ name }) => name === 'turn')?.attributes).toMatchObject({
    'safelight.instruction.length': instruction.length,
  });
});

it('goes on in the same trace when a turn is stopped half way and taken up again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'safelight-trace-'));
  try {
    await using collector = await startCollector();
    let asked;
    {
      // Stopped in the middle of the turn, which goes back to the queue.
      await using first = await tracedFleet(collector, dataDir);
      asked = await askTraced(first.fleet, { candidates: 2 });
      for await (const { body } of follow(first.fleet, asked.sessionId)) if (body.type === 'step.decided') break;
    }
    {
      await using second = await tracedFleet(collector, dataDir);
      await untilEnd(second.fleet, asked);
    }
    const turns = ofTrace(collector.spans).filter(({ name }) => name === 'turn');
    expect(turns.map(({ attributes }) => attributes['safelight.attempt'])).toEqual([1, 2]);
    expect(new Set(turns.map(({ parentSpanId }) => parentSpanId)).size).toBe(1);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
