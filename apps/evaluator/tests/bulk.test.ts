import { topics } from '@safelight/bus';
import type { Bus, ReceivedMessage } from '@safelight/bus';
import { openKafkaBus } from '@safelight/bus/kafka';
import { silentLogger, type RunningService } from '@safelight/service-kit';
import { realKafka } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { decodeEvaluationResult, encodeEvaluationRequest } from '@safelight/wire';
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEvaluator } from '../src/index.ts';

const fixture = (name: string) => readFile(new URL(`../../../fixtures/photos/${name}`, import.meta.url));

describeReal('kafka', 'bulk evaluation over Kafka', () => {
  let service: RunningService;
  let bus: Bus;
  beforeAll(async () => {
    const { brokers } = await realKafka();
    bus = openKafkaBus({ brokers, clientId: 'bulk-test', logger: silentLogger });
    service = await startEvaluator({ logger: silentLogger, kafka: { brokers } });
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
  });

  it('answers each case under its id: a score, or the problem of the case alone', async () => {
    const before = await fixture('wren.jpg');
    const run = randomUUID();
    const cases = [
      { id: `${run}-good`, request: { before, after: before, instruction: 'a bit brighter' } },
      { id: `${run}-empty`, request: { before, after: new Uint8Array(), instruction: 'a bit brighter' } },
    ];
    const answers = new Map<string, ReceivedMessage>();
    const all = Promise.withResolvers<void>();
    await using reading = bus.subscribe({
      topics: [topics.evaluationResults.name],
      group: `bulk-test-${run}`,
      handle: async (message) => {
        if (message.headers.id.startsWith(run)) answers.set(message.headers.id, message);
        if (answers.size === cases.length) all.resolve();
      },
    });
    await bus.publish(
      topics.evaluationRequests.name,
      cases.map(({ id, request }) => ({
        key: 'tnt_a',
        value: encodeEvaluationRequest(request),
        headers: { id, tenant: 'tnt_a', schemaVersion: 1 },
      })),
    );
    await all.promise;
    await reading[Symbol.asyncDispose]();
    const [good, empty] = cases.map(({ id }) => decodeEvaluationResult(answers.get(id)!.value));
    expect(good).toMatchObject({ evaluation: { scores: { instruction: expect.any(Number) } } });
    expect(empty).toMatchObject({ problem: { code: 'photo.empty' } });
    expect(answers.get(cases[0]!.id)).toMatchObject({ key: 'tnt_a', headers: { tenant: 'tnt_a' } });
  });
});
