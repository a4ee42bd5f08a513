import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inDataFolder, remembered } from '../process/dataFolder.ts';
import { LocalServer } from '../process/localServer.ts';
import { freePorts } from '../process/ports.ts';
import { userInsteadOfRoot } from '../process/user.ts';
import { serverAt } from '../server.ts';
import { makeCluster } from './cluster.ts';
import { answersPostgres } from './database.ts';
import type { PostgresInstallation } from './find.ts';
import type { Postgres, PostgresOptions } from './postgres.ts';
import { asArguments, settingsOf } from './settings.ts';

const superuser = 'postgres';

/** Makes a cluster of its own and starts it; the machine's own clusters and services are not touched. */
export async function startLocalPostgres(
  { programs }: PostgresInstallation,
  options: PostgresOptions,
): Promise<Postgres> {
  const { dataDir, durable = true } = options;
  const user = await userInsteadOfRoot();
  return inDataFolder(dataDir, async (folder) => {
    const { port, password } = await remembered(folder, async () => {
      const [free] = await freePorts(1);
      return { port: free!, password: randomBytes(16).toString('hex') };
    });
    const cluster = await makeCluster({ programs, folder: folder.path, user, superuser, password, durable });
    const all = settingsOf(options, where(port));
    const args = ['-D', cluster, ...asArguments(all)];
    const adminUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    const postgres = new LocalServer({
      name: 'PostgreSQL',
      folder,
      launch: { command: join(programs, 'postgres'), args, user },
      // Fast shutdown: ends the sessions and writes a checkpoint.
      stopSignal: 'SIGINT',
      answers: () => answersPostgres(adminUrl),
    });
    await postgres.start();
    return serverAt(postgres, { adminUrl });
  });
}

function where(port: number): Readonly<Record<string, string>> {
  // Loopback alone: no socket file that two clusters could fight for.
  return { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
}
