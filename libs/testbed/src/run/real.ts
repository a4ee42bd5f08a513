/** The neighbours that tests share: named by the environment, or started once for the whole run. */
import { Fault } from '@safelight/core';
import { type Neighbour, readEnv } from '../config/env.ts';
import type { KafkaAddress } from '../kafka/kafka.ts';
import type { PostgresAddress } from '../postgres/postgres.ts';
import type { S3Address } from '../s3/s3.ts';
import { askHost } from './client.ts';
import { addressesOf } from './environment.ts';
import type { Addresses } from './host.ts';

/** The run's PostgreSQL. Make a database of your own on it: `createDatabase`. */
export function realPostgres(): Promise<PostgresAddress> {
  return real('pg');
}

/** The run's broker. Name topics and groups of your own: others use it at the same time. */
export function realKafka(): Promise<KafkaAddress> {
  return real('kafka');
}

/** The run's S3 server. Make a bucket of your own on it: `makeBucket`. */
export function realS3(): Promise<S3Address> {
  return real('s3');
}

async function real<N extends Neighbour>(neighbour: N): Promise<Addresses[N]> {
  const env = readEnv();
  const given = addressesOf(env)[neighbour];
  if (given !== undefined) return given;
  const socket = env.TESTBED_RUN_SOCKET;
  const found = socket && (await askHost<Addresses[N]>(socket, 'POST', `/${neighbour}`));
  if (found) return found;
  const message =
    'No test run is here to share a server with. Outside a run start your own, or set TESTBED_ variables.';
  throw new Fault('service.unavailable', message);
}
