/**
 * The servers that many processes share: started when first asked for, stopped with the host. Test workers ask over a
 * socket, so that a run that needs no broker starts none, and one that needs it in ten files starts one.
 */
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { Fault, toFault } from '@safelight/core';
import { type Neighbour, neighbours } from '../config/env.ts';
import type { KafkaAddress } from '../kafka/kafka.ts';
import type { PostgresAddress } from '../postgres/postgres.ts';
import type { S3Address } from '../s3/s3.ts';
import type { Server } from '../server.ts';

/** What one needs to use each neighbour; a copy without the handles to stop or kill what others use too. */
export interface Addresses {
  readonly pg: PostgresAddress;
  readonly kafka: KafkaAddress;
  readonly s3: S3Address;
}

export interface HostOptions {
  /** Path of the Unix socket to answer on. */
  readonly socket: string;
  /** Where data stays; unset = temporary, and PostgreSQL without fsync. */
  readonly dataDir?: string;
}

export interface Host extends AsyncDisposable {
  /** Resolves when somebody asked the host to end. */
  readonly asked: Promise<void>;
}

export async function serveHost({ socket, dataDir }: HostOptions): Promise<Host> {
  const started = new Map<Neighbour, Promise<Server & Addresses[Neighbour]>>();
  const ended = Promise.withResolvers<undefined>();

  const address = async (neighbour: Neighbour): Promise<Addresses[Neighbour]> => {
    let start = started.get(neighbour);
    if (start === undefined) {
      start = startNeighbour(neighbour, dataDir === undefined ? undefined : join(dataDir, neighbour));
      started.set(neighbour, start);
    }
    return addressOf(await start);
  };
  const answer = async (method: string, path: string): Promise<unknown> => {
    const neighbour = neighbours.find((name) => `/${name}` === path);
    if (method === 'POST' && neighbour !== undefined) return address(neighbour);
    if (method === 'GET' && path === '/') {
      return Object.fromEntries(
        await Promise.all([...started.keys()].map(async (name) => [name, await address(name)])),
      );
    }
    if (method === 'DELETE' && path === '/') return ended.resolve(undefined);
    throw new Fault('request.notFound', `No ${method} ${path} here. Ask for ${neighbours.join(', ')}.`);
  };
  const http = createServer((request, response) => {
    request.resume();
    answer(request.method ?? '', request.url ?? '').then(
      (body) => reply(response, 200, body ?? {}),
      (error: unknown) => reply(response, 503, { message: toFault(error).message }),
    );
  });
  http.listen(socket);
  await once(http, 'listening');

  return {
    asked: ended.promise,
    async [Symbol.asyncDispose]() {
      http.close();
      http.closeAllConnections();
      await Promise.all(
        [...started.values()].map(async (start) => (await start.catch(() => undefined))?.[Symbol.asyncDispose]()),
      );
    },
  };
}

/** One compiler instead of two: a broker that lives for minutes does not earn back what the second costs it. */
const quickJava = ['-XX:TieredStopAtLevel=1'];

/** Each kind is loaded when it is needed, for the start of every test run waits for this file. */
async function startNeighbour(
  neighbour: Neighbour,
  chosen: string | undefined,
): Promise<Server & Addresses[Neighbour]> {
  const options = chosen === undefined ? {} : { dataDir: chosen };
  switch (neighbour) {
    case 'pg':
      return (await import('../postgres/postgres.ts')).startPostgres({ ...options, durable: chosen !== undefined });
    case 'kafka':
      return (await import('../kafka/kafka.ts')).startKafka({ ...options, jvm: quickJava });
    case 's3':
      return (await import('../s3/s3.ts')).startS3(options);
  }
}

function addressOf(server: Addresses[Neighbour]): Addresses[Neighbour] {
  if ('adminUrl' in server) return { adminUrl: server.adminUrl };
  if ('brokers' in server) return { brokers: server.brokers };
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  return { endpoint, region, accessKeyId, secretAccessKey };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
