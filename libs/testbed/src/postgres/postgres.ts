import { startEither } from '../choose.ts';
import type { Server } from '../server.ts';
import { startContainerPostgres } from './container.ts';
import { findPostgres } from './find.ts';
import { startLocalPostgres } from './local.ts';

export interface PostgresOptions {
  /** Where the data stays from one start to the next; unset = a temporary folder that goes with the server. */
  readonly dataDir?: string;
  /** False: commits outlive every kill but not a power cut, and tests run faster. Default true, as in production. */
  readonly durable?: boolean;
  /** Server settings over the testbed's own, by their names in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PostgresAddress {
  /** Of an account that may create databases and roles; see `createDatabase`. */
  readonly adminUrl: string;
}

export interface Postgres extends Server, PostgresAddress {}

/**
 * Starts a PostgreSQL of your own, which you can kill and start again.
 * @throws Fault `service.unavailable` when PostgreSQL cannot be had here or does not start
 */
export function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  return startEither({
    name: 'PostgreSQL',
    found: findPostgres(),
    dataDir: options.dataDir,
    local: (found) => startLocalPostgres(found, options),
    container: () => startContainerPostgres(options),
  });
}
