import { randomBytes } from 'node:crypto';
import { containerHost, startContainer } from '../process/containerServer.ts';
import { freePorts } from '../process/ports.ts';
import { serverAt } from '../server.ts';
import { answersPostgres } from './database.ts';
import type { Postgres, PostgresOptions } from './postgres.ts';
import { asArguments, settingsOf } from './settings.ts';

const image = 'postgres:17';

export async function startContainerPostgres(options: PostgresOptions): Promise<Postgres> {
  const [port] = await freePorts(1);
  const password = randomBytes(16).toString('hex');
  const adminUrl = `postgres://postgres:${password}@${await containerHost()}:${port}/postgres`;
  const server = await startContainer({
    name: 'PostgreSQL',
    image,
    port: { container: 5432, host: port! },
    environment: { POSTGRES_PASSWORD: password },
    command: ['postgres', ...asArguments(settingsOf(options))],
    answers: () => answersPostgres(adminUrl),
  });
  return serverAt(server, { adminUrl });
}
