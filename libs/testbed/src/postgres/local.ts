import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inDataFolder, remembered } from '../process/dataFolder.ts';
import { LocalServer } from '../process/localServer.ts';
import { freePorts } from '../process/ports.ts';
import { userInsteadOfRoot } from '../process/user.ts';
import { makeCluster } from './cluster.ts';
import { answersPostgres } from './database.ts';
import type { PostgresInstallation } from './find.ts';
import type { Postgres, PostgresOptions } from './postgres.ts';

const superuser = 'postgres';
const connectionsMax = 200;

class LocalPostgres extends LocalServer implements Postgres {
  readonly adminUrl: string;

  constructor(options: ConstructorParameters<typeof LocalServer>[0], adminUrl: string) {
    super(options);
    this.adminUrl = adminUrl;
  }
}

/** Makes a cluster of its own and starts it; the machine's own clusters and services are not touched. */
export async function startLocalPostgres(
  { programs }: PostgresInstallation,
  { dataDir, durable = true, settings = {} }: PostgresOptions,
): Promise<Postgres> {
  const user = await userInsteadOfRoot();
  return inDataFolder(dataDir, async (folder) => {
    const { port, password } = await remembered(folder, async () => {
      const [free] = await freePorts(1);
      return { port: free!, password: randomBytes(16).toString('hex') };
    });
    const cluster = await makeCluster({ programs, folder: folder.path, user, superuser, password, durable });
    const all = { ...defaults(port), ...(durable ? {} : notDurable), ...settings };
    const args = ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const adminUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    const postgres = new LocalPostgres(
      {
        name: 'PostgreSQL',
        folder,
        launch: { command: join(programs, 'postgres'), args, user },
        // Fast shutdown: ends the sessions and writes a checkpoint.
        stopSignal: 'SIGINT',
        answers: () => answersPostgres(adminUrl),
      },
      adminUrl,
    );
    await postgres.start();
    return postgres;
  });
}

function defaults(port: number): Readonly<Record<string, string>> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Loopback alone: no socket file that two clusters could fight for.
    unix_socket_directories: '',
    max_connections: String(connectionsMax),
    timezone: 'UTC',
  };
}

/**
 * Commits wait for the kernel, no longer for the disk: they outlive every kill but not a power cut. `synchronous_commit`
 * stays on, for without it a killed server loses what it has acknowledged.
 */
const notDurable = { fsync: 'off', full_page_writes: 'off' };
