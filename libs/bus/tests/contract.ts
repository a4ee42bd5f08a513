/** What every driver promises. Each test has topics and groups of its own, so that they run at the same time. */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bus, Message, ReceivedMessage, SubscribeOptions } from '../src/index.ts';
import { deadLetterTopic, TopicCatalogue } from '../src/index.ts';
import type { TopicSpec } from '../src/index.ts';

export interface BusHarness extends AsyncDisposable {
  /** A bus as a process of its own would have it. */
  open(catalogue: TopicCatalogue): Promise<Bus>;
  /** A consumer of the group takes a message and dies before it can finish it. */
  dieHolding(topic: TopicSpec, group: string): Promise<void>;
}

export function testMessage(key: string, index: number, value: Uint8Array = Buffer.from(`value ${index}`)): Message {
  return { key, value, headers: { id: `${key}#${index}`, tenant: 'ten_1', schemaVersion: 3 } };
}

export function testTopic(spec: Partial<TopicSpec> = {}): TopicSpec {
  const name = `test.${randomUUID()}`;
  return { name, key: 'test', partitions: 4, retentionMs: 3_600_000, messageBytesMax: 256 * 1024, ...spec };
}

/** Subscribes and remembers; `until` resolves when the messages taken so far satisfy it. */
export function collect(bus: Bus, options: Omit<SubscribeOptions, 'handle'> & Partial<SubscribeOptions>) {
  const received: ReceivedMessage[] = [];
  const waiting = new Set<() => void>();
  const handle: SubscribeOptions['handle'] = async (message, signal) => {
    await options.handle?.(message, signal);
    received.push(message);
    for (const check of waiting) check();
  };
  const subscription = bus.subscribe({ ...options, handle });
  return {
    received,
    ids: () => received.map((message) => message.headers.id),
    until(satisfied: (received: readonly ReceivedMessage[]) => boolean): Promise<void> {
      return new Promise((resolve) => {
        const check = () => {
          if (!satisfied(received)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
    [Symbol.asyncDispose]: () => subscription[Symbol.asyncDispose](),
  };
}

const quick = { firstDelayMs: 1, delayMsMax: 2 };

export function busContract(start: () => Promise<BusHarness>): void {
  describe('keeps the contract of the bus', { concurrent: true }, () => {
    let harness: BusHarness;
    beforeAll(async () => {
      harness = await start();
    });
    afterAll(() => harness[Symbol.asyncDispose]());

    async function open(spec: TopicSpec = testTopic(), others: readonly TopicSpec[] = []) {
      const catalogue = new TopicCatalogue([spec, ...others]);
      const bus = await harness.open(catalogue);
      await bus.ensureTopics();
      const group = `group.${randomUUID()}`;
      return { bus, topic: spec.name, spec, group, catalogue, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() };
    }

    test('a bus is ready when every topic of its catalogue is there', async () => {
      const [one, other] = [testTopic(), testTopic()];
      await using few = await harness.open(new TopicCatalogue([one]));
      await using all = await harness.open(new TopicCatalogue([one, other]));
      await few.ensureTopics();
      // A broker that has much to do may not answer within the time of one question.
      await expect.poll(() => few.isReady(), { timeout: 30_000 }).toBe(true);
      expect(await all.isReady()).toBe(false);
      await all.prepareTopics();
      await expect.poll(() => all.isReady(), { timeout: 30_000 }).toBe(true);
    });

    test('messages of a key are handled in the order of their publishing', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
      for (let index = 0; index < 30; index++)
        await bus.publish(
          topic,
          keys.map((key) => testMessage(key, index)),
        );
      await using consumer = collect(bus, {
        ...{ topics: [topic], group, concurrency: 16 },
        handle: async (message) => {
          for (let rest = message.offset % 3; rest > 0; rest--) await turn();
        },
      });
      await consumer.until((received) => received.length >= 600);
      for (const key of keys) {
        const ids = consumer.received.filter((message) => message.key === key).map((message) => message.headers.id);
        expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => `${key}#${index}`));
      }
    });

    test('handlers of other keys run at the same time, up to the concurrency', async () => {
      await using room = await open(testTopic({ partitions: 1 }));
      const { bus, topic, group } = room;
      await bus.publish(
        topic,
        ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((key) => [testMessage(key, 0), testMessage(key, 1)]),
      );
      const active = new Set<string>();
      let most = 0;
      const four = Promise.withResolvers<void>();
      await using consumer = collect(bus, {
        ...{ topics: [topic], group, concurrency: 4 },
        handle: async ({ key }) => {
          expect(active.has(key)).toBe(false);
          active.add(key);
          most = Math.max(most, active.size);
          if (active.size === 4) four.resolve();
          await four.promise;
          active.delete(key);
        },
      });
      await consumer.until((received) => received.length === 12);
      expect(most).toBe(4);
    });

    test('key, value and headers arrive as they were published', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const headers = { id: 'evt_é', tenant: 'ten_名', schemaVersion: 7, traceparent };
      const value = Uint8Array.from({ length: 256 }, (_, index) => index);
      await bus.publish(topic, [{ key: 'ключ', value, headers }]);
      await using consumer = collect(bus, { topics: [topic], group });
      await consumer.until((received) => received.length === 1);
      const [message] = consumer.received;
      expect(message).toMatchObject({ topic, key: 'ключ', headers, attempt: 1, deadLetter: null });
      expect(Buffer.from(message!.value).equals(value)).toBe(true);
      expect(Math.abs(message!.publishedAt.getTime() - Date.now())).toBeLessThan(600_000);
    });

    test('a message whose consumer died before finishing it is delivered again', async () => {
      await using room = await open();
      const { bus, topic, spec, group } = room;
      await bus.publish(topic, [testMessage('a', 0), testMessage('a', 1)]);
      await harness.dieHolding(spec, group);
      await using consumer = collect(bus, { topics: [topic], group });
      await consumer.until((received) => received.length === 2);
      expect(consumer.ids()).toEqual(['a#0', 'a#1']);
    });

    test('a consumer that is closed and opened again misses nothing and repeats nothing', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      const messages = Array.from({ length: 400 }, (_, index) => testMessage(`key-${index % 7}`, index));
      await bus.publish(topic, messages);
      const seen: string[] = [];
      for (const wanted of [50, 200, 400]) {
        const consumer = collect(bus, { topics: [topic], group, concurrency: 3 });
        await consumer.until((received) => seen.length + received.length >= wanted);
        await consumer[Symbol.asyncDispose]();
        seen.push(...consumer.ids());
      }
      expect(seen.toSorted()).toEqual(messages.map((message) => message.headers.id).toSorted());
    });

    test('a new group begins at the oldest message, and groups do not disturb each other', async () => {
      await using room = await open();
      const { bus, topic } = room;
      const [first, second] = [`group.${randomUUID()}`, `group.${randomUUID()}`];
      await bus.publish(topic, [testMessage('a', 0)]);
      await using one = collect(bus, { topics: [topic], group: first });
      await one.until((received) => received.length === 1);
      await bus.publish(topic, [testMessage('a', 1)]);
      await using two = collect(bus, { topics: [topic], group: second });
      await two.until((received) => received.length === 2);
      await one.until((received) => received.length === 2);
      expect([one.ids(), two.ids()]).toEqual([
        ['a#0', 'a#1'],
        ['a#0', 'a#1'],
      ]);
    });

    test('one subscription consumes several topics', async () => {
      const other = testTopic();
      await using room = await open(testTopic(), [other]);
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('a', 0)]);
      await bus.publish(other.name, [testMessage('b', 0)]);
      await using consumer = collect(bus, { topics: [topic, other.name], group });
      await consumer.until((received) => received.length === 2);
      expect(consumer.ids().toSorted()).toEqual(['a#0', 'b#0']);
    });

    test('a failing handler gets the message again, with the number of the attempt', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      const attempts: number[] = [];
      await bus.publish(topic, [testMessage('a', 0), testMessage('a', 1)]);
      await using consumer = collect(bus, {
        ...{ topics: [topic], group, retry: { ...quick, attemptsMax: 3 } },
        handle: async ({ attempt, headers }) => {
          if (headers.id !== 'a#0') return;
          attempts.push(attempt);
          if (attempt < 3) throw new Fault('service.unavailable', 'Not yet.');
        },
      });
      await consumer.until((received) => received.length === 2);
      expect(attempts).toEqual([1, 2, 3]);
      expect(consumer.ids()).toEqual(['a#0', 'a#1']);
    });

    test('a poison message becomes a dead letter that tells its story, and the others go on', async () => {
      await using room = await open(testTopic({ partitions: 1 }));
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('a', 0), testMessage('a', 1), testMessage('b', 0), testMessage('a', 2)]);
      await using consumer = collect(bus, {
        ...{ topics: [topic], group, retry: { ...quick, attemptsMax: 4 } },
        handle: async ({ headers }) => {
          if (headers.id === 'a#1') throw new Error('The recipe has no head.');
        },
      });
      await using letters = collect(bus, { topics: [deadLetterTopic(topic)], group: `${group}.letters` });
      await letters.until((received) => received.length === 1);
      await consumer.until((received) => received.length === 3);
      expect(consumer.ids().toSorted()).toEqual(['a#0', 'a#2', 'b#0']);
      const [letter] = letters.received;
      expect(letter).toMatchObject({ key: 'a', headers: testMessage('a', 1).headers });
      expect(Buffer.from(letter!.value).toString()).toBe('value 1');
      expect(letter!.deadLetter).toMatchObject({ attempts: 4, group, topic, partition: 0, offset: 1 });
      expect(letter!.deadLetter!.cause).toMatch(/^internal: .*The recipe has no head\./);
    });

    test('a fault that says that no retry helps makes a dead letter at the first attempt', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('a', 0)]);
      await using refusing = bus.subscribe({
        ...{ topics: [topic], group },
        handle: async () => {
          throw new Fault('photo.notFound', 'No such photo.');
        },
      });
      await using letters = collect(bus, { topics: [deadLetterTopic(topic)], group: `${group}.letters` });
      await letters.until((received) => received.length === 1);
      const cause = 'photo.notFound: No such photo.';
      expect(letters.received[0]!.deadLetter).toMatchObject({ attempts: 1, cause });
      expect(refusing).toBeDefined();
    });

    test('a message that waits for its next attempt holds up its own key only', async () => {
      await using room = await open(testTopic({ partitions: 1 }));
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('stuck', 0), testMessage('stuck', 1), testMessage('free', 0)]);
      await using consumer = collect(bus, {
        ...{ topics: [topic], group, concurrency: 1, retry: { firstDelayMs: 3_600_000, delayMsMax: 3_600_000 } },
        handle: async ({ key }) => {
          if (key === 'stuck') throw new Error('Not now.');
        },
      });
      await consumer.until((received) => received.length === 1);
      expect(consumer.ids()).toEqual(['free#0']);
    });

    test('messages up to the limit of their topic arrive whole, larger ones are refused by name', async () => {
      const spec = testTopic({ messageBytesMax: 6 * 1024 * 1024 });
      await using room = await open(spec);
      const { bus, topic, group } = room;
      const value = Buffer.alloc(spec.messageBytesMax - 1024, 'safelight');
      await bus.publish(topic, [testMessage('a', 0, value), testMessage('a', 1, value)]);
      const tooLarge = bus.publish(topic, [
        testMessage('a', 2),
        testMessage('a', 3, Buffer.alloc(spec.messageBytesMax)),
      ]);
      await expect(tooLarge).rejects.toMatchObject({ code: 'bus.messageTooLarge', field: 'messages[1]' });
      await using consumer = collect(bus, { topics: [topic], group });
      await consumer.until((received) => received.length === 2);
      expect(consumer.ids()).toEqual(['a#0', 'a#1']);
      for (const message of consumer.received) expect(value.equals(message.value)).toBe(true);
    });

    test('ten thousand messages of parallel publishers all arrive, once and in order of each publisher', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      const publishers = Array.from({ length: 50 }, (_, publisher) => `publisher-${publisher}`);
      await using consumer = collect(bus, { topics: [topic], group, concurrency: 64 });
      await Promise.all(
        publishers.map(async (key) => {
          for (let index = 0; index < 200; index += 20) {
            await bus.publish(
              topic,
              Array.from({ length: 20 }, (_, more) => testMessage(key, index + more)),
            );
          }
        }),
      );
      await consumer.until((received) => received.length >= 10_000);
      expect(consumer.received.length).toBe(10_000);
      for (const key of publishers) {
        const ids = consumer.received.filter((message) => message.key === key).map((message) => message.headers.id);
        expect(ids).toEqual(Array.from({ length: 200 }, (_, index) => `${key}#${index}`));
      }
    });

    test('consumers of one group share the messages, lose none when one comes or goes, and repeat only what moved', async () => {
      await using room = await open(testTopic({ partitions: 8 }));
      const { bus, topic, group, catalogue } = room;
      await using elsewhere = await harness.open(catalogue);
      let published = 0;
      const publish = (count: number) => {
        const more = Array.from({ length: count }, (_, index) => testMessage(`key-${index % 40}`, published + index));
        published += count;
        return bus.publish(topic, more);
      };
      const options = { topics: [topic], group, handle: () => turn() };
      const first = collect(bus, options);
      await using second = collect(elsewhere, options);
      while (second.received.length === 0 || first.received.length === 0) await publish(40);
      const shared = published;
      await publish(400);
      const together = () => [...first.ids(), ...second.ids()];
      const some = () => new Set(together()).size > shared;
      // Either may be the one that still works: the other's last message may have come before.
      await Promise.race([first.until(some), second.until(some)]);
      await first[Symbol.asyncDispose]();
      await publish(400);
      await second.until(() => new Set(together()).size === published);
      const repeated = together().filter((id, index, ids) => ids.indexOf(id) !== index);
      const late = repeated.filter((id) => Number(id.split('#')[1]) >= shared);
      expect(late).toEqual([]);
    });

    test('a stop waits for the handlers that run and commits what they finished', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('a', 0)]);
      const started = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const consumer = collect(bus, {
        ...{ topics: [topic], group },
        handle: async () => {
          started.resolve();
          await finish.promise;
        },
      });
      await started.promise;
      await bus.publish(topic, [testMessage('a', 1)]);
      const stopped = consumer[Symbol.asyncDispose]();
      finish.resolve();
      await stopped;
      expect(consumer.ids()).toEqual(['a#0']);
      await using next = collect(bus, { topics: [topic], group });
      await next.until((received) => received.length === 1);
      expect(next.ids()).toEqual(['a#1']);
    });

    test('a handler that outlives the drain time is aborted, and its message comes again', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      await bus.publish(topic, [testMessage('a', 0)]);
      const started = Promise.withResolvers<void>();
      const consumer = bus.subscribe({
        ...{ topics: [topic], group, drainTimeoutMs: 1 },
        handle: (_, signal) => {
          started.resolve();
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          });
        },
      });
      await started.promise;
      await consumer[Symbol.asyncDispose]();
      await using next = collect(bus, { topics: [topic], group });
      await next.until((received) => received.length === 1);
      expect(next.ids()).toEqual(['a#0']);
    });

    test('the lag is what a group has not finished', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      await bus.publish(
        topic,
        Array.from({ length: 10 }, (_, index) => testMessage(`key-${index}`, 0)),
      );
      const consumer = collect(bus, {
        ...{ topics: [topic], group, concurrency: 10, drainTimeoutMs: 1 },
        handle: async ({ key }, signal) => {
          if (key !== 'key-3') return;
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          throw signal.reason;
        },
      });
      await consumer.until((received) => received.length === 9);
      await consumer[Symbol.asyncDispose]();
      const [held] = await bus.lag(group);
      expect(held!.topic).toBe(topic);
      expect(held!.messages).toBeGreaterThanOrEqual(1);
      await using next = collect(bus, { topics: [topic], group });
      await next.until((received) => received.length === held!.messages);
      await next[Symbol.asyncDispose]();
      expect(await bus.lag(group)).toEqual([{ topic, messages: 0 }]);
    });

    test('topics outside the catalogue, and messages without key or tenant, are refused', async () => {
      await using room = await open();
      const { bus, topic, group } = room;
      await expect(bus.publish('nowhere', [testMessage('a', 0)])).rejects.toMatchObject({ code: 'bus.topicUnknown' });
      const subscribe = () => bus.subscribe({ topics: ['nowhere'], group, handle: () => turn() });
      expect(subscribe).toThrow(expect.objectContaining({ code: 'bus.topicUnknown' }));
      const refused = { code: 'bus.messageInvalid', field: 'messages[0].key' };
      await expect(bus.publish(topic, [testMessage('', 0)])).rejects.toMatchObject(refused);
      const { headers } = testMessage('a', 0);
      const homeless = { key: 'a', value: Buffer.alloc(0), headers: { ...headers, tenant: '' } };
      await expect(bus.publish(topic, [homeless])).rejects.toMatchObject({ field: 'messages[0].headers.tenant' });
    });
  });
}
