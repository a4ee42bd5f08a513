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
  /** It names what is not there, as after an erasure: there is nothing to do, no dead letter and no effect. */
  readonly quiet: boolean;
}

const poisoned = [topics.turns.name, topics.sessionEvents.name, topics.trajectories.name];
/** Eight tries with their delays take about 25 s. */
const lettersMsMax = 90_000;
const pollMs = 500;
const besideMs = { quick: 2_000, full: 10_000 } as const;

export const poison: Disturb = async (bench) => {
  const { stack, options } = bench;
  const mark = `poison-${randomUUID()}`;
  const doses = Array.from({ length: options.quick ? 1 : 3 }, () => dosesOf(bench)).flat();
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
  // Sessions that begin now have to live beside them.
  await delay(options.quick ? besideMs.quick : besideMs.full);
  const expected = doses.filter(({ quiet }) => !quiet).length;
  return { what: 'poisoned messages', later: untilLetters(bench, mark, expected) };
};

/** Waits for the dead letters of the marked messages. @throws Error when some do not come */
async function untilLetters({ stack }: Bench, mark: string, expected: number): Promise<string> {
  const letters = new Set<string>();
  const attempts: number[] = [];
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
  const giveUpAt = performance.now() + lettersMsMax;
  while (letters.size < expected && performance.now() < giveUpAt) await delay(pollMs);
  if (letters.size === expected) return `${expected} dead letters after at most ${Math.max(...attempts)} tries`;
  throw new Error(
    `of ${expected} poisoned messages ${letters.size} became dead letters within ${lettersMsMax / 1000} s`,
  );
}

function dosesOf({ ledger, accounts }: Bench): readonly Poison[] {
  const record = ledger.sessions.find(({ turns }) => turns.length > 0)!;
  const own = record.account.tenantId;
  const stranger = accounts.find((account) => account !== record.account)!.tenantId;
  const { sessionId, turns } = record;
  const { turnId } = turns[0]!;
  const unknown = `trn_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const headersOf = (tenant: string) => ({
    ...{ 'safelight-id': randomUUID(), 'safelight-tenant': tenant, 'safelight-schema': '1' },
  });
  const garbage = crypto.getRandomValues(new Uint8Array(512));
  const [turnsTopic, , trajectories] = poisoned as [string, string, string];
  const dose = (what: string, topic: string, quiet: boolean, tenant: string, value: Uint8Array): Poison => ({
    ...{ what, topic, quiet, value, headers: headersOf(tenant) },
  });
  return [
    ...poisoned.map((topic) => dose('garbage', topic, false, stranger, garbage)),
    ...poisoned.map((topic) => ({ ...dose('garbage without headers', topic, false, stranger, garbage), headers: {} })),
    dose('a turn that does not exist', turnsTopic, true, stranger, encodeTurnReady({ sessionId, turnId: unknown })),
    dose('a turn of another tenant', turnsTopic, true, stranger, encodeTurnReady({ sessionId, turnId })),
    dose('no trajectory', trajectories, true, stranger, encodeTrajectoryFinished({ turnId: unknown, candidate: 0 })),
    dose(
      'a trajectory of another tenant',
      trajectories,
      true,
      stranger,
      encodeTrajectoryFinished({ turnId, candidate: 0 }),
    ),
    dose('a candidate too many', trajectories, false, own, encodeTrajectoryFinished({ turnId, candidate: 7 })),
  ];
}
