/** F5: the database is killed, held and full; the blob store is killed, held, refuses connections and cuts answers. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { between } from '../bench.ts';
import type { Bench, Disturb } from '../bench.ts';
import { bounce } from './guard.ts';

const heldMs = { min: 2_000, max: 6_000 } as const;
const restMs = { quick: 1_000, full: 3_000 } as const;
/** S3 comes back within moments; this is long enough to be noticed. */
const downMs = 3_000;
const eventMsMax = 5_000;
/** More than the server has. */
const connectionsMax = 400;

export const stores: Disturb = async (bench, load) => {
  const { stack, options, random, wayToS3 } = bench;
  const { postgres, s3 } = stack;
  const rest = () => delay(options.quick ? restMs.quick : restMs.full);
  const next = async (what: string): Promise<number> => {
    await rest();
    await load.nextEvent(eventMsMax);
    const ms = between(random, heldMs.min, heldMs.max);
    bench.inject('F5', what.replace('%', String(ms)));
    return ms;
  };
  for (let round = 0; round < (options.quick ? 1 : 2); round++) {
    await next('kill -9 PostgreSQL');
    await bounce(bench, postgres, 'kill', 0);
    const held = await next('hold PostgreSQL for % ms (SIGSTOP)');
    await postgres.pause();
    await delay(held);
    await postgres.resume();
    await takeAllConnections(bench, await next('take all connections of PostgreSQL for % ms'));
    await next('kill -9 S3');
    await bounce(bench, s3, 'kill', downMs);
    for (const manner of ['refused', 'cut'] as const) {
      const ms = await next(manner === 'cut' ? 'cut the answers of S3 for % ms' : 'refuse connections to S3 for % ms');
      wayToS3.set(manner);
      await delay(ms);
      wayToS3.set('open');
    }
    if (options.quick) continue;
    const ms = await next('hold S3 for % ms (SIGSTOP)');
    await s3.pause();
    await delay(ms);
    await s3.resume();
  }
  return { what: 'PostgreSQL and S3 killed, held, full, cut' };
};

/** As an account with no more rights than the services; the server keeps some connections for its administrator. */
async function takeAllConnections({ stack }: Bench, ms: number): Promise<void> {
  const clients: pg.Client[] = [];
  try {
    for (let count = 0; count < connectionsMax; count++) {
      const client = new pg.Client({ connectionString: stack.databaseUrl });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
    }
    throw new Error(`PostgreSQL took ${connectionsMax} connections and was not full.`);
  } catch (error) {
    // 53300: too many connections.
    if (!(error instanceof Error && 'code' in error && error.code === '53300')) throw error;
    await delay(ms);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
