/** F4: messages that no consumer can take, straight onto the topics. They end as dead letters, and the others go on. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Producer } from '@platformatic/kafka';
import { deadLetterTopic, topics } from '@safelight/bus';
import { openKafkaBus } from '@safelight/bus/kafka';
import { silentLogger } from '@safelight/service-kit';
import { encodeTrajectoryFinished, encodeTurnReady } from '@safelight/wire';
import type { Bench, Disturb } from '../bench.ts';

interface Poison {
  readonly what: string;
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

const poisoned = [topics.turns.name, topics.sessionEvents.name, topics.trajectories.name];
/** Eight tries with their delays take about 25 s. */
const lettersMsMax = 90_000;
const pollMs = 500;

export const poison: Disturb = async (bench) => {
  const { stack, options } = bench;
  const mark = `poison-${randomUUID()}`;
  const letters = new Set<string>();
  const attempts: number[] = [];
  const doses = Array.from({ length: options.quick ? 1 : 3 }, () => dosesOf(bench)).flat();
  await using bus = openKafkaBus({ brokers: stack.kafka.brokers, clientId: 'bench-poison', logger: silentLogger });
  bus.subscribe({
    topics: poisoned.map(deadLetterTopic),
    group: mark,
    handle: async ({ key, deadLetter }) => {
      if (!key.startsWith(mark) || letters.has(key)) return;
      letters.add(key);
      attempts.push(deadLetter?.attempts ?? Infinity);
    },
  });
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    ...{ clientId: 'bench-poison', bootstrapBrokers: [...stack.kafka.brokers], autocreateTopics: false },
  });
  try {
    for (const [index, { what, topic, headers, value }] of doses.entries()) {
      bench.inject('F4', `${what} to ${topic}`);
      const wire = new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]));
      const key = Buffer.from(`${mark}-${index}`);
      await producer.send({ messages: [{ topic, key, value: Buffer.from(value), headers: wire }] });
    }
  } finally {
    await producer.close();
  }
  const giveUpAt = performance.now() + lettersMsMax;
  const expected = doses.filter(({ what }) => what !== quietly).length;
  while (letters.size < expected && performance.now() < giveUpAt) await delay(pollMs);
  if (letters.size < expected) {
    throw new Error(
      `Of ${expected} poisoned messages ${letters.size} became dead letters within ${lettersMsMax / 1000} s.`,
    );
  }
  const note = `${letters.size} dead letters after at most ${Math.max(...attempts)} tries`;
  return { what: 'poisoned messages', note };
};

/** There is nothing to do for a turn that does not exist: no dead letter, no effect. */
const quietly = 'a turn that does not exist';

function dosesOf({ ledger, accounts }: Bench): readonly Poison[] {
  const record = ledger.sessions.find(({ turns }) => turns.length > 0)!;
  const stranger = accounts.find((account) => account !== record.account)!.tenantId;
  const { sessionId, turns } = record;
  const { turnId } = turns[0]!;
  const unknown = `trn_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const headersOf = (tenant: string) => ({
    ...{ 'safelight-id': randomUUID(), 'safelight-tenant': tenant, 'safelight-schema': '1' },
  });
  const garbage = crypto.getRandomValues(new Uint8Array(512));
  return [
    ...poisoned.map((topic) => ({ what: 'garbage', topic, headers: headersOf(stranger), value: garbage })),
    ...poisoned.map((topic) => ({ what: 'garbage without headers', topic, headers: {}, value: garbage })),
    {
      ...{ what: quietly, topic: topics.turns.name, headers: headersOf(stranger) },
      value: encodeTurnReady({ sessionId, turnId: unknown }),
    },
    {
      ...{ what: 'a trajectory for another tenant', topic: topics.trajectories.name, headers: headersOf(stranger) },
      value: encodeTrajectoryFinished({ turnId, candidate: 0 }),
    },
    {
      ...{ what: 'a trajectory that does not exist', topic: topics.trajectories.name, headers: headersOf(stranger) },
      value: encodeTrajectoryFinished({ turnId: unknown, candidate: 0 }),
    },
  ];
}
