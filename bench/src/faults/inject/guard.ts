/** Starts PostgreSQL, Kafka and S3 again when they end although no injector ended them, and says so. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from '@safelight/testbed';
import type { Bench } from '../bench.ts';

const lookEveryMs = 500;

export function guardServers({ stack, down, deaths, say }: Bench): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  const servers: readonly (readonly [string, Server])[] = [
    ['PostgreSQL', stack.postgres],
    ['Kafka', stack.kafka],
    ['S3', stack.s3],
  ];
  const watching = Promise.all(
    servers.map(async ([name, server]) => {
      while (!signal.aborted) {
        if (!server.running && !down.has(server)) {
          deaths.push(name);
          say(`${name} ended although nothing here ended it; it is started again`);
          await server.start().catch((error: unknown) => say(`${name} does not start: ${String(error)}`));
        }
        await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      }
    }),
  );
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await watching;
    },
  };
}

/** Ends the server, lets the time pass, and starts it again. */
export async function bounce({ down }: Bench, server: Server, how: 'kill' | 'stop', downMs: number): Promise<void> {
  down.add(server);
  try {
    await server[how]();
    await delay(downMs);
    await server.start();
  } finally {
    down.delete(server);
  }
}
