/** F3: every message is delivered once more, and one idempotency key comes from many clients at once. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@safelight/bus';
import { openKafkaBus } from '@safelight/bus/kafka';
import { silentLogger } from '@safelight/service-kit';
import type { Bench, Disturb } from '../bench.ts';
import { turnLimits } from '../load/script.ts';

const clientsCount = 32;
const echoMs = { quick: 8_000, full: 30_000 } as const;
const repeated = [topics.turns.name, topics.sessionEvents.name, topics.trajectories.name];

export const twice: Disturb = async (bench) => {
  const { stack, options } = bench;
  const echoed = new Set<string>();
  {
    await using bus = openKafkaBus({ brokers: stack.kafka.brokers, clientId: 'bench-echo', logger: silentLogger });
    // A new group begins at the oldest message: also what was delivered long ago comes again.
    bus.subscribe({
      topics: repeated,
      group: `bench-echo-${randomUUID()}`,
      handle: async ({ topic, key, value, headers }) => {
        const name = `${topic} ${headers.id}`;
        if (echoed.has(name)) return;
        echoed.add(name);
        await bus.publish(topic, [{ key, value, headers }]);
      },
    });
    bench.inject('F3', 'publish every message once more');
    const rounds = options.quick ? 1 : 3;
    for (let round = 0; round < rounds; round++) await sameKey(bench, round);
    await delay(options.quick ? echoMs.quick : echoMs.full);
  }
  const note = `${echoed.size} messages came twice; one key from ${clientsCount} clients at once`;
  return { what: 'messages twice, one key from many', note };
};

/** All clients ask for the same turn with one key; the checker counts the turns of the account. */
async function sameKey({ accounts, ledger, inject, pictures }: Bench, round: number): Promise<void> {
  const account = accounts[round % accounts.length]!;
  const { caller } = account;
  const [picture] = pictures;
  const many = async (path: string, request: object): Promise<string> => {
    const idempotencyKey = randomUUID();
    inject('F3', `one key from ${clientsCount} clients: POST ${path}`);
    const ids = await Promise.all(
      Array.from({ length: clientsCount }, async () => {
        const answer = await caller.ask(path, { method: 'POST', idempotencyKey, ...request });
        return answer.json<{ id: string }>().id;
      }),
    );
    const [id, ...others] = [...new Set(ids)];
    if (others.length > 0) throw new Error(`POST ${path} with one key answered ${ids.length} ids: ${ids.join(', ')}`);
    return id!;
  };
  const photoId = await many('/v1/photos', { bytes: picture!.bytes });
  const beganAtMs = performance.now();
  const sessionId = await many('/v1/sessions', { json: { photoId } });
  const json = { instruction: 'warmer', ...turnLimits };
  const turnId = await many(`/v1/sessions/${sessionId}/turns`, { json });
  const script = { name: 'one key', picture: picture!.name, acts: [] };
  const turns = [{ turnId, canceled: false, acceptedAtMs: performance.now() }];
  const rest = { changes: 0, streamed: null, outcome: null, stuck: null, endedAtMs: null };
  ledger.sessions.push({ account, script, phase: 'F3', sessionId, photoId, beganAtMs, turns, ...rest });
}
