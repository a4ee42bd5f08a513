import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseBus } from '../src/database/index.ts';
import { sweep } from '../src/database/log.ts';
import { TopicCatalogue } from '../src/index.ts';
import { collect, testMessage, testTopic } from './contract.ts';
import { openPglite } from './pglite.ts';
import type { TestDatabase } from './pglite.ts';

let pglite: TestDatabase;
beforeAll(async () => {
  pglite = await openPglite();
});
afterAll(() => pglite[Symbol.asyncDispose]());

async function published(countOfMessages: number) {
  const spec = testTopic({ partitions: 1 });
  const catalogue = new TopicCatalogue([spec]);
  const bus = await openDatabaseBus({ database: pglite.database, catalogue, logger: silentLogger });
  await bus.ensureTopics();
  const messages = Array.from({ length: countOfMessages }, (_, index) => testMessage('a', index));
  await bus.publish(spec.name, messages);
  return { bus, topic: spec.name, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() };
}

const anHour = 3_600_000;

test('messages beyond the count are let go, oldest first, and a consumer goes on with what is left', async () => {
  await using room = await published(10);
  const { bus, topic } = room;
  await pglite.database.write(({ trx }) => sweep(trx, topic, { retentionMs: anHour, countPerPartitionMax: 3 }));
  await using consumer = collect(bus, { topics: [topic], group: topic });
  await consumer.until((received) => received.length === 3);
  expect(consumer.ids()).toEqual(['a#7', 'a#8', 'a#9']);
});

test('messages older than the retention are let go and count as no lag; new ones get later offsets', async () => {
  await using room = await published(4);
  const { bus, topic } = room;
  const retention = { retentionMs: -anHour, countPerPartitionMax: 100 };
  await using first = collect(bus, { topics: [topic], group: topic });
  await first.until((received) => received.length === 4);
  await first[Symbol.asyncDispose]();
  await bus.publish(topic, [testMessage('a', 4)]);
  await pglite.database.write(({ trx }) => sweep(trx, topic, retention));
  expect(await bus.lag(topic)).toEqual([{ topic, messages: 0 }]);
  await bus.publish(topic, [testMessage('a', 5)]);
  await using next = collect(bus, { topics: [topic], group: topic });
  await next.until((received) => received.length === 1);
  expect(next.received[0]).toMatchObject({ offset: 5, headers: { id: 'a#5' } });
});

test('nothing is let go that is young and within the count', async () => {
  await using room = await published(5);
  const { bus, topic } = room;
  await pglite.database.write(({ trx }) => sweep(trx, topic, { retentionMs: anHour, countPerPartitionMax: 5 }));
  await using consumer = collect(bus, { topics: [topic], group: topic });
  await consumer.until((received) => received.length === 5);
});
