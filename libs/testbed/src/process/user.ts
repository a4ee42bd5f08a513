import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/**
 * Says early, and which folder it is, when the account may not pass through one of the folders on the way.
 * @throws Fault `config.invalid`
 */
export async function checkReachable(folder: string, user: ProcessUser | undefined): Promise<void> {
  if (user === undefined) return;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      const message = `PostgreSQL runs as the account ${user.uid} here, which may not enter ${at}. Choose another data folder, or allow it: chmod o+x ${at}`;
      throw new Fault('config.invalid', message);
    }
    if (at === dirname(at)) return;
  }
}
