import { silentLogger } from '@safelight/service-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseBus } from '../src/database/index.ts';
import { addOffsets, attend, claim, commitOffsets, renew, shares } from '../src/database/group.ts';
import { addPartitions } from '../src/database/log.ts';
import { TopicCatalogue } from '../src/index.ts';
import { collect, testMessage, testTopic } from './contract.ts';
import { openPglite } from './pglite.ts';
import type { TestDatabase } from './pglite.ts';

let pglite: TestDatabase;
beforeAll(async () => {
  pglite = await openPglite();
});
afterAll(() => pglite[Symbol.asyncDispose]());

const write: TestDatabase['database']['write'] = (work) => pglite.database.write(work);

test('a member that lost its lease can neither renew nor commit what it held', async () => {
  const spec = testTopic({ partitions: 1 });
  const member = (name: string, leaseMs: number) => ({ group: spec.name, member: name, topics: [spec.name], leaseMs });
  const [dead, heir] = [member('dead', -1), member('heir', 60_000)];
  await write(async ({ trx }) => {
    await addPartitions(trx, spec);
    await addOffsets(trx, dead);
  });
  const [lost] = await write(({ trx }) => claim(trx, dead, spec.name, 1));
  const [held] = await write(({ trx }) => claim(trx, heir, spec.name, 1));
  expect(held!.token).toBe(lost!.token + 1);
  const commit = (by: typeof dead, token: number, offset: number) =>
    write(({ trx }) => commitOffsets(trx, by, [{ topic: spec.name, partition: 0, offset, token }]));
  expect(await write(({ trx }) => claim(trx, dead, spec.name, 1))).toEqual([]);
  expect(await write(({ trx }) => renew(trx, dead))).toEqual([]);
  expect(await commit(dead, lost!.token, 9)).toEqual([]);
  // The same member after its lease ran out and came back to it: the work of before is not the work of now.
  expect(await commit(heir, held!.token - 1, 9)).toEqual([]);
  expect(await commit(heir, held!.token, 5)).toEqual([{ topic: spec.name, partition: 0 }]);
  expect(await write(({ trx }) => renew(trx, heir))).toMatchObject([{ offset: 5 }]);
});

test('the shares of all members add up to all partitions and differ by one at most', async () => {
  const spec = testTopic({ partitions: 7 });
  await write(({ trx }) => addPartitions(trx, spec));
  const names: string[] = [];
  for (const member of ['m3', 'm1', 'm5', 'm2', 'm9', 'm4', 'm8', 'm7', 'm6']) {
    names.push(member);
    const of = (one: string) => ({ group: spec.name, member: one, topics: [spec.name], leaseMs: 60_000 });
    await write(({ trx }) => attend(trx, of(member)));
    const counts: number[] = [];
    for (const one of names) counts.push((await write(({ trx }) => shares(trx, of(one)))).get(spec.name)!);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});

test('a handler that runs longer than the lease keeps its partition: heartbeats go on beside it', async () => {
  const spec = testTopic({ partitions: 1 });
  const topic = spec.name;
  const options = { database: pglite.database, catalogue: new TopicCatalogue([spec]), logger: silentLogger };
  await using bus = await openDatabaseBus({ ...options, leaseMs: 900, pollMs: 10 });
  await bus.ensureTopics();
  await bus.publish(topic, [testMessage('a', 0)]);
  const leaseUntil = async () => {
    const { rows } = await pglite.database.read((trx) =>
      sql<{ lease_until: Date | null }>`select lease_until from bus_offsets where topic = ${topic}`.execute(trx),
    );
    return rows[0]?.lease_until?.getTime() ?? 0;
  };
  const started = Promise.withResolvers<void>();
  await using consumer = collect(bus, {
    ...{ topics: [topic], group: topic },
    handle: async () => {
      started.resolve();
      const first = await leaseUntil();
      while ((await leaseUntil()) < first + 1_000) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  });
  await started.promise;
  await using rival = collect(bus, { topics: [topic], group: topic });
  await consumer.until((received) => received.length === 1);
  expect(rival.received).toEqual([]);
});
