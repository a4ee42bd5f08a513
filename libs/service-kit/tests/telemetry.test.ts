import { Fault } from '@safelight/core';
import { evaluatorContract } from '@safelight/wire';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  activeTraceparent,
  createClient,
  implement,
  loadConfig,
  prometheusText,
  silentLogger,
  startService,
  traced,
  withTelemetry,
} from '../src/index.ts';
import { serveMetrics } from '../src/telemetry/telemetry.ts';
import { telemetryOf, telemetryVariables } from '../src/telemetry/variables.ts';
import { startTracing } from '../src/telemetry/start.ts';
import { startCollector } from '../src/testing/collector.ts';
import { capturedLogger } from './capturedLogger.ts';

const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;
const evaluation = {
  scores: { aesthetic: 3, instruction: 4 },
  confidence: 1,
  metrics: [],
  rationale: 'fine',
  evaluatorVersion: 'test/1',
};
const request = { before: new Uint8Array([1]), after: new Uint8Array([2]), instruction: 'like grandmother in Porto' };
const settings = { service: 'tested', ratio: 1 };

const service = (logger = silentLogger) =>
  startService({
    name: 'evaluator',
    implementations: [
      implement(contract, {
        evaluate: async ({ instruction, after }, { logger: own }) => {
          own.info('evaluating');
          if (after.length === 1) return { evaluation };
          throw new Fault('instruction.tooLong', `"${instruction}" is too long.`, { field: 'instruction' });
        },
      }),
    ],
    logger,
  });

describe('tracing', () => {
  it('joins caller and service of an RPC under the span that was given from outside, and tells faults by their code', async () => {
    await using collector = await startCollector();
    const outside = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    {
      await using tracing = await startTracing({ ...settings, endpoint: `${collector.endpoint}/` });
      expect(tracing).toBeDefined();
      await using running = await service();
      const client = createClient(contract, running.address);
      await traced('work', { parent: outside, attributes: { size: 3 } }, async () => {
        await client.evaluate(request);
        await client.evaluate({ ...request, after: new Uint8Array() }).catch(() => undefined);
      });
      client.close();
    }
    const told = collector.spans.map(({ name, kind, traceId, outcome }) => ({ name, kind, traceId, outcome }));
    const rpc = 'safelight.evaluator.v1.EvaluatorService/Evaluate';
    const traceId = outside.slice(3, 35);
    expect(collector.spans.map(({ service: name }) => name)).toEqual(told.map(() => 'tested'));
    expect(told).toEqual([
      { name: rpc, kind: 2, traceId, outcome: 'ok' },
      { name: rpc, kind: 3, traceId, outcome: 'ok' },
      { name: rpc, kind: 2, traceId, outcome: 'instruction.tooLong' },
      { name: rpc, kind: 3, traceId, outcome: 'instruction.tooLong' },
      { name: 'work', kind: 1, traceId, outcome: 'ok' },
    ]);
    const [served, called, , , work] = collector.spans;
    expect([served?.parentSpanId, called?.parentSpanId, work?.parentSpanId]).toEqual([
      called?.spanId,
      work?.spanId,
      outside.slice(36, 52),
    ]);
    expect(work?.attributes).toEqual({ size: 3 });
    expect(collector.text()).not.toContain('grandmother');
  });

  it('gives log lines the ids of the span that they were written in, and none where there is none', async () => {
    await using collector = await startCollector();
    const { logger, lines } = capturedLogger();
    {
      await using tracing = await startTracing({ ...settings, endpoint: collector.endpoint });
      expect(tracing).toBeDefined();
      await using running = await service(logger);
      const client = createClient(contract, running.address);
      await client.evaluate(request);
      client.close();
    }
    const parsed = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    const served = collector.spans.find(({ kind }) => kind === 2)!;
    const inside = parsed.find(({ msg }) => msg === 'evaluating');
    expect([inside?.['trace_id'], inside?.['span_id']]).toEqual([served.traceId, served.spanId]);
    expect(parsed.find(({ msg }) => msg === 'listening')).not.toHaveProperty('trace_id');
  });

  it('keeps nothing, names no span and changes no result where it is off', async () => {
    const result = await traced('work', {}, async (span) => [span.traceparent, activeTraceparent()]);
    expect(result).toEqual([undefined, undefined]);
  });

  it('begins a trace of its own where what a caller sent names no span', async () => {
    await using collector = await startCollector();
    {
      await using tracing = await startTracing({ ...settings, endpoint: collector.endpoint });
      expect(tracing).toBeDefined();
      for (const parent of ['', 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, null]) {
        await traced('work', { parent }, async () => undefined);
      }
    }
    expect(collector.spans.map(({ parentSpanId }) => parentSpanId)).toEqual(['', '', '', '']);
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(4);
  });

  it('does not hold up a service whose collector takes nothing', async () => {
    await using elsewhere = await serveMetrics({ host: '127.0.0.1', port: 0, logger: silentLogger });
    const tracing = await startTracing({ ...settings, endpoint: new URL(elsewhere.url).origin });
    expect(await traced('work', {}, async () => 'done')).toBe('done');
    await tracing[Symbol.asyncDispose]();
  });
});

describe('telemetry of a service', () => {
  const read = (environment: Record<string, string>) =>
    telemetryOf(loadConfig(z.object(telemetryVariables), environment), '127.0.0.2');

  it('is off unless the environment asks for it, and listens where the service does', () => {
    expect(read({})).toEqual({ traces: null, metrics: null });
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', METRICS_PORT: '9464' })).toEqual({
      traces: { endpoint: 'http://collector:4318', ratio: 1 },
      metrics: { host: '127.0.0.2', port: 9464 },
    });
    expect(() => read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).toThrow('OTEL_EXPORTER_OTLP_ENDPOINT');
  });

  it('counts calls on both of their ends, and nothing but /metrics is answered', async () => {
    await using running = await service();
    const client = createClient(contract, running.address);
    await client.evaluate(request);
    client.close();
    await using metrics = await serveMetrics({ host: '127.0.0.1', port: 0, logger: silentLogger });
    const text = await (await fetch(metrics.url)).text();
    expect(text).toBe(await prometheusText());
    for (const side of ['server', 'client']) {
      expect(text).toContain(
        `rpc_${side}_calls_total{method="/safelight.evaluator.v1.EvaluatorService/Evaluate",outcome="ok"}`,
      );
    }
    expect((await fetch(new URL('/', metrics.url))).status).toBe(404);
  });

  it('refuses to start when its port is taken, and leaves nothing open', async () => {
    await using taken = await serveMetrics({ host: '127.0.0.1', port: 0, logger: silentLogger });
    const telemetry = { traces: null, metrics: { host: '127.0.0.1', port: Number(new URL(taken.url).port) } };
    const start = withTelemetry({ name: 'tested', telemetry, logger: silentLogger }, () => service());
    await expect(start).rejects.toMatchObject({ code: 'config.invalid', field: 'METRICS_PORT' });
  });
});
