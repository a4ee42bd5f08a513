import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readEnv } from '../config/env.ts';

const majorNeeded = 15;
/** Where Debian keeps each version; its programs are not on PATH. */
const debian = '/usr/lib/postgresql';

export interface PostgresInstallation {
  /** The folder of `initdb` and `postgres`. */
  readonly programs: string;
}

/** The newest PostgreSQL on this machine that is new enough, or one line that says how to get one. */
export function findPostgres(): PostgresInstallation | string {
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  const inDebian = versions
    .filter((major) => major >= majorNeeded)
    .sort((a, b) => b - a)
    .map((major) => join(debian, String(major), 'bin'))
    .find(hasPrograms);
  const programs =
    inDebian ??
    readEnv()
      .PATH.split(delimiter)
      .find((folder) => hasPrograms(folder) && isNew(folder));
  if (programs !== undefined) return { programs };
  return `no PostgreSQL ≥ ${majorNeeded}; on Debian: tools/real-parts.sh pg, or apt-get install postgresql`;
}

function hasPrograms(folder: string): boolean {
  return existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
}

function isNew(folder: string): boolean {
  const version = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(version)?.[1]) >= majorNeeded;
}
