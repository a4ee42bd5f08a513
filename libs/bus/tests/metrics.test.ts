import { prometheusText, silentLogger } from '@safelight/service-kit';
import { expect, test } from 'vitest';
import { openDatabaseBus } from '../src/database/index.ts';
import { deadLetterTopic, TopicCatalogue } from '../src/index.ts';
import { collect, testMessage, testTopic } from './contract.ts';
import { openPglite } from './pglite.ts';

test('a scrape tells by topic and group what was published, consumed, failed and given up, how long it took and what is left', async () => {
  await using pglite = await openPglite();
  const spec = testTopic({ partitions: 1 });
  const topic = spec.name;
  const catalogue = new TopicCatalogue([spec]);
  await using bus = await openDatabaseBus({ database: pglite.database, catalogue, logger: silentLogger });
  await bus.ensureTopics();
  await bus.publish(topic, [testMessage('a', 0), testMessage('a', 1), testMessage('a', 2)]);
  const gate = Promise.withResolvers<void>();
  await using consumer = collect(bus, {
    ...{ topics: [topic], group: 'readers', retry: { attemptsMax: 2, firstDelayMs: 1, delayMsMax: 1 } },
    handle: async ({ headers }) => {
      if (headers.id === 'a#1') throw new Error('Poison.');
      if (headers.id === 'a#2') await gate.promise;
    },
  });
  await using letters = collect(bus, { topics: [deadLetterTopic(topic)], group: 'undertaker' });
  await letters.until((received) => received.length === 1);
  const text = await prometheusText();
  gate.resolve();
  const group = `topic="${topic}",group="readers"`;
  expect(text).toContain(`bus_published_total{topic="${topic}"} 3`);
  expect(text).toContain(`bus_consumed_total{${group}} 1`);
  expect(text).toContain(`bus_failed_total{${group},fault="internal"} 2`);
  expect(text).toContain(`bus_dead_lettered_total{${group}} 1`);
  expect(text).toMatch(new RegExp(`bus_handler_duration_ms_count{${group}} [34]`));
  expect(text).toMatch(new RegExp(`bus_lag_messages{${group}} [1-3]`));
  await consumer.until((received) => received.length === 2);
});
