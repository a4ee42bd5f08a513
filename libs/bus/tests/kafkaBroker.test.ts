import { setTimeout as delay } from 'node:timers/promises';
import { Producer } from '@platformatic/kafka';
import { Fault } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { freePorts, realKafka, startKafka } from '@safelight/testbed';
import type { Kafka } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKafkaBus } from '../src/kafka/index.ts';
import { deadLetterTopic, TopicCatalogue } from '../src/index.ts';
import { collect, testMessage, testTopic } from './contract.ts';

describeReal('kafka', 'Kafka', () => {
  /** Of this file alone: it is killed and stopped. */
  let kafka: Kafka;
  beforeAll(async () => {
    kafka = await startKafka({ jvm: ['-XX:TieredStopAtLevel=1'] });
  }, 120_000);
  afterAll(() => kafka[Symbol.asyncDispose]());

  test(
    'a broker that is killed and started again has every message that it acknowledged, and consumers go on',
    { timeout: 180_000 },
    async () => {
      const spec = testTopic();
      const topic = spec.name;
      const options = { brokers: kafka.brokers, catalogue: new TopicCatalogue([spec]), logger: silentLogger };
      await using bus = openKafkaBus({ ...options, clientId: 'test' });
      await bus.ensureTopics();
      await using consumer = collect(bus, { topics: [topic], group: 'group' });
      const acknowledged: string[] = [];
      const refused: unknown[] = [];
      const stopping = new AbortController();
      const publishers = ['a', 'b', 'c', 'd'].map(async (key) => {
        for (let index = 0; !stopping.signal.aborted; index++) {
          const message = testMessage(key, index);
          await bus.publish(topic, [message]).then(
            () => acknowledged.push(message.headers.id),
            (error: unknown) => refused.push(error),
          );
          await delay(1);
        }
      });
      const count = (length: number) => consumer.until((received) => received.length >= length);
      await count(200);
      await kafka.kill();
      while (refused.length === 0) await delay(10);
      await kafka.start();
      const before = acknowledged.length;
      while (acknowledged.length < before + 200) await delay(10);
      stopping.abort();
      await Promise.all(publishers);
      await consumer.until((received) => {
        const seen = new Set(received.map((message) => message.headers.id));
        return acknowledged.every((id) => seen.has(id));
      });
      for (const error of refused) {
        expect(error).toBeInstanceOf(Fault);
        expect(error).toMatchObject({ code: 'bus.unavailable', retryable: true });
      }
      for (const key of ['a', 'b', 'c', 'd']) {
        const ids = [...new Set(consumer.ids())].filter((id) => id.startsWith(key)).map((id) => Number(id.slice(2)));
        expect(ids).toEqual(ids.toSorted((left, right) => left - right));
      }
    },
  );

  test(
    'a bus that is opened before its broker comes has it make the topics, and consumers and publishers go on',
    { timeout: 120_000 },
    async () => {
      await kafka.stop();
      const spec = testTopic();
      await using bus = openKafkaBus({
        ...{ brokers: kafka.brokers, clientId: 'test', catalogue: new TopicCatalogue([spec]), logger: silentLogger },
      });
      await bus.prepareTopics();
      await using consumer = collect(bus, { topics: [spec.name], group: `${spec.name}.group` });
      expect(await bus.isReady()).toBe(false);
      await kafka.start();
      while (!(await bus.isReady())) await delay(10);
      await bus.publish(spec.name, [testMessage('a', 0)]);
      await consumer.until((received) => received.length === 1);
    },
  );

  test('a bus whose broker never comes is closed without waiting for it', async () => {
    const spec = testTopic();
    const [port] = await freePorts(1);
    const options = { catalogue: new TopicCatalogue([spec]), logger: silentLogger };
    const bus = openKafkaBus({ brokers: [`127.0.0.1:${port}`], clientId: 'test', ...options });
    await bus.prepareTopics();
    collect(bus, { topics: [spec.name], group: 'group' });
    await expect(bus[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });

  test('a message that someone else wrote without our headers becomes a dead letter, and the others go on', async () => {
    const { brokers } = await realKafka();
    const spec = testTopic({ partitions: 1 });
    const topic = spec.name;
    await using bus = openKafkaBus({
      ...{ brokers, clientId: 'test', catalogue: new TopicCatalogue([spec]), logger: silentLogger },
    });
    await bus.ensureTopics();
    const foreign = new Producer({ clientId: 'foreign', bootstrapBrokers: [...brokers] });
    await foreign.send({ messages: [{ topic, key: Buffer.from('k'), value: Buffer.from('hello') }], acks: -1 });
    await foreign.close();
    await bus.publish(topic, [testMessage('a', 0)]);
    await using consumer = collect(bus, { topics: [topic], group: `${topic}.group` });
    await using letters = collect(bus, { topics: [deadLetterTopic(topic)], group: `${topic}.letters` });
    await letters.until((received) => received.length === 1);
    await consumer.until((received) => received.length === 1);
    expect(consumer.ids()).toEqual(['a#0']);
    expect(letters.received[0]).toMatchObject({
      key: 'k',
      deadLetter: { attempts: 0, topic, partition: 0, offset: 0 },
    });
    expect(letters.received[0]!.deadLetter!.cause).toMatch(/^bus\.messageInvalid: .*safelight-id/);
  });

  test('publishing to a topic that the broker does not have names what to do', async () => {
    const { brokers } = await realKafka();
    const spec = testTopic();
    await using bus = openKafkaBus({
      ...{ brokers, clientId: 'test', catalogue: new TopicCatalogue([spec]), logger: silentLogger },
    });
    await expect(bus.publish(spec.name, [testMessage('a', 0)])).rejects.toMatchObject({ code: 'bus.topicUnknown' });
  });
});
