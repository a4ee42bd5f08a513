import { type Neighbour, readEnv } from '../config/env.ts';
import { findKafka } from '../kafka/find.ts';
import { findPostgres } from '../postgres/find.ts';
import { hasContainerEngine } from '../process/engine.ts';
import { findS3 } from '../s3/find.ts';
import { addressesOf } from './environment.ts';

const find = { pg: findPostgres, kafka: findKafka, s3: findS3 } as const;

/** Why this neighbour cannot be had here, in one line that says how to get it; undefined when it can. Starts nothing. */
export function missing(neighbour: Neighbour): string | undefined {
  if (addressesOf(readEnv())[neighbour] !== undefined) return undefined;
  const found = find[neighbour]();
  return typeof found === 'string' && !hasContainerEngine() ? found : undefined;
}
