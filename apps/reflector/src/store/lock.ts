import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';

interface Owner {
  readonly pid: number;
  /** When the process began, in ticks since boot: a pid may be given anew. Null where the system does not tell. */
  readonly startTicks: string | null;
  readonly token: string;
}

/** Locks of this process that are still held, by token. */
const held = new Set<string>();
const attemptsMax = 5;

/**
 * Makes this process the only writer of the folder until disposed; a lock whose process is gone is taken over.
 * @throws Fault `data.locked`
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock.json');
  const token = randomBytes(8).toString('hex');
  const owner: Owner = { pid: process.pid, startTicks: await startTicksOf(process.pid), token };
  const mine = `${path}.${token}`;
  await writeFile(mine, JSON.stringify(owner));
  try {
    await take(mine, path, folder);
  } finally {
    await rm(mine, { force: true });
  }
  held.add(token);
  return {
    async [Symbol.asyncDispose]() {
      held.delete(token);
      if ((await ownerOf(path))?.token === token) await rm(path, { force: true });
    },
  };
}

async function take(mine: string, path: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    // A link appears at once with its whole content, and only where the name is free.
    if (await linked(mine, path)) return;
    const other = await ownerOf(path);
    if (other !== null && (await isAlive(other))) break;
    const aside = `${mine}.stale`;
    await rename(path, aside).catch(() => undefined);
    // Another process may have been quicker and put a living lock there: it goes back.
    const moved = await ownerOf(aside);
    if (moved !== null && moved.token !== other?.token) await linked(aside, path);
    await rm(aside, { force: true });
  }
  const message = `The folder ${folder} is in use by another reflector. Stop it or choose another folder.`;
  throw new Fault('data.locked', message);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function ownerOf(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

async function isAlive({ pid, startTicks, token }: Owner): Promise<boolean> {
  if (pid === process.pid && startTicks === (await startTicksOf(pid))) return held.has(token);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return startTicks === (await startTicksOf(pid));
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted after the name, which may hold blanks. */
async function startTicksOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
