import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';
import { type ProcessUser, checkReachable, giveFolder } from '../process/user.ts';

export interface ClusterOptions {
  /** Where the programs of PostgreSQL lie. */
  readonly programs: string;
  readonly folder: string;
  readonly user: ProcessUser | undefined;
  readonly superuser: string;
  readonly password: string;
  readonly durable: boolean;
}

/** The data folder of a server, made when it is not there yet: whole or not at all. */
export async function makeCluster(options: ClusterOptions): Promise<string> {
  const { programs, folder, user, superuser, password, durable } = options;
  await checkReachable(folder, user);
  const cluster = join(folder, 'cluster');
  if (existsSync(cluster)) return cluster;

  const unfinished = join(folder, 'cluster.unfinished');
  const passwordFile = join(folder, 'password');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await Promise.all([giveFolder(unfinished, user), giveFolder(passwordFile, user)]);
  const args = ['-D', unfinished, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale=C.UTF-8', ...(durable ? [] : ['--no-sync']));
  try {
    await promisify(execFile)(join(programs, 'initdb'), args, { cwd: folder, ...user });
    await rename(unfinished, cluster);
  } catch (cause) {
    const { stderr, message } = cause as Error & { readonly stderr?: string };
    throw new Fault('service.unavailable', `PostgreSQL's cluster cannot be made: ${stderr || message}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  return cluster;
}
