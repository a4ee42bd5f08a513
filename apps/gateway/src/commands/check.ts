/** Asks everything that a gateway of this environment needs, one after the other, and changes nothing that stays. */
import { setTimeout as delay } from 'node:timers/promises';
import { defaultTenantId, Fault, sha256, toFault } from '@safelight/core';
import { isServing, silentLogger } from '@safelight/service-kit';
import { sql } from 'kysely';
import { openBlobs } from '../blobs/open.ts';
import { readEnv } from '../config/env.ts';
import type { Env } from '../config/env.ts';
import type { SharedStorage } from '../storage.ts';

export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'problem' | 'skipped';
  /** What was found; of a problem also what to do. */
  readonly text: string;
}

const timeoutMs = 10_000;
/** Leases and signatures of webhooks and S3 are told wrong times beyond it. */
const clockSkewMsMax = 2_000;

/** The result of a check, whatever it throws, in bounded time. */
export async function finding(name: string, check: () => Promise<string>): Promise<Finding> {
  const late = delay(timeoutMs, undefined, { ref: false }).then(() => {
    throw new Fault('request.deadlineExceeded', `No answer within ${timeoutMs / 1_000} s. Check that it runs.`);
  });
  try {
    return { name, state: 'ok', text: await Promise.race([check(), late]) };
  } catch (thrown) {
    const { message, detail } = toFault(thrown);
    return { name, state: 'problem', text: detail === undefined ? message : `${message} (${detail})` };
  }
}

/** Of a gateway in production: PostgreSQL, S3, Kafka and its neighbours, as its environment names them. */
export async function checkInstallation(environment: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  let env: Env;
  try {
    env = readEnv(environment);
  } catch (thrown) {
    return [{ name: 'environment', state: 'problem', text: toFault(thrown).message }];
  }
  const { storage } = env;
  return [
    { name: 'environment', state: 'ok', text: `roles ${env.GATEWAY_ROLES.join(', ')}` },
    ...(await Promise.all([
      ...(storage.kind === 'shared' ? checksOfStorage(storage) : []),
      ...checksOfBus(env),
      ...checksOfNeighbours(env),
    ])),
  ];
}

function checksOfStorage({ databaseUrl, blobs }: SharedStorage): readonly Promise<Finding>[] {
  return [
    finding('database', async () => {
      const { openPostgres } = await import('../store/postgres.ts');
      // Opening it checks the tables, and that the login role has no more rights than it needs.
      await using store = await openPostgres({ url: databaseUrl, connectionsMax: 1 });
      const before = Date.now();
      const answer = await store.system.read((trx) => sql<{ now: Date }>`select clock_timestamp() as now`.execute(trx));
      const skewMs = answer.rows[0]!.now.getTime() - (before + Date.now()) / 2;
      if (Math.abs(skewMs) > clockSkewMsMax) {
        const text = `The clock of the database is ${Math.round(skewMs)} ms from this machine's. Synchronise both (NTP).`;
        throw new Fault('config.invalid', text);
      }
      return `migrated, role right, clock within ${Math.abs(Math.round(skewMs))} ms`;
    }),
    finding('blob store', async () => {
      const store = await openBlobs({ s3: blobs });
      const bytes = new TextEncoder().encode(`safelight doctor ${Date.now()}`);
      const name = sha256(bytes);
      await store.put(defaultTenantId, name, bytes);
      await store.get(defaultTenantId, name);
      await store.delete(defaultTenantId, name);
      return `writes, reads and deletes in ${blobs.bucket}`;
    }),
  ];
}

function checksOfBus({ kafka }: Env): readonly Promise<Finding>[] {
  if (kafka === null) return [];
  return [
    finding('Kafka', async () => {
      const { openKafkaBus } = await import('../bus/kafka.ts');
      await using bus = await openKafkaBus({ ...kafka, clientId: 'safelight-doctor', logger: silentLogger });
      if (await bus.isReady()) return 'answers, and has every topic';
      const text = `${kafka.brokers.join(', ')} does not answer, or lacks a topic. Start it, let this host in, and start a gateway, which makes the topics.`;
      throw new Fault('bus.unavailable', text);
    }),
  ];
}

function checksOfNeighbours(env: Env): readonly Promise<Finding>[] {
  const addresses = {
    ...{ sandbox: env.SANDBOX_ADDRESS, policy: env.POLICY_ADDRESS },
    ...{ evaluator: env.EVALUATOR_ADDRESS, reflector: env.REFLECTOR_ADDRESS },
  };
  return Object.entries(addresses).map(([name, address]) =>
    finding(name, async () => {
      if (await isServing(address, timeoutMs / 2, env.security)) return `serves at ${address}`;
      const text = `The ${name} at ${address} does not serve. Start it, and see that SERVICE_… is the same on both sides.`;
      throw new Fault('service.unavailable', text);
    }),
  );
}
