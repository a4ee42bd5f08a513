import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';

export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs a server that refuses root (PostgreSQL does): the first of these accounts that exists. Undefined when this
 * process is not root and the server can be ours.
 */
export async function userInsteadOfRoot(): Promise<ProcessUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([id('-u', name), id('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Fault('config.invalid', 'PostgreSQL does not run as root. Add an account named postgres and run again.');
}

async function id(what: '-u' | '-g', name: string): Promise<number | undefined> {
  try {
    return Number((await promisify(execFile)('id', [what, name])).stdout);
  } catch {
    return undefined;
  }
}

export async function giveFolder(folder: string, user: ProcessUser | undefined): Promise<void> {
  if (user !== undefined) await chown(folder, user.uid, user.gid);
}
