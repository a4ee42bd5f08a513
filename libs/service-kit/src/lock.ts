/**
 * The lock on a data folder, which has one owner: a second process on its files would hang or harm them. The lock names
 * the owner, so that one that died is told from one that lives.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault } from '@safelight/core';

interface Owner {
  readonly pid: number;
  /** When the process began, in the kernel's ticks since boot; null where the system does not tell. */
  readonly startTicks: string | null;
  /** Tells two owners in one process apart. */
  readonly token: string;
}

/** Folders that this process owns now. */
const held = new Set<string>();

/**
 * Takes the folder for this process until disposed. A lock whose process is gone is taken over.
 * @throws Fault `data.locked`
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true });
  const key = resolve(folder);
  const path = join(key, 'lock.json');
  if (held.has(key)) throw locked(folder, process.pid);
  held.add(key);
  try {
    const owner: Owner = {
      pid: process.pid,
      startTicks: await startTicksOf(process.pid),
      token: randomBytes(8).toString('hex'),
    };
    await take(folder, path, owner);
    return {
      async [Symbol.asyncDispose]() {
        if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
        held.delete(key);
      },
    };
  } catch (error) {
    held.delete(key);
    throw error;
  }
}

const attemptsMax = 5;

async function take(folder: string, path: string, owner: Owner): Promise<void> {
  const mine = `${path}.${owner.token}`;
  await writeFile(mine, JSON.stringify(owner), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      // A link appears at once with its whole content, and only when the name is free.
      if (await tryLink(mine, path)) return;
      const other = await readOwner(path);
      if (other !== null && (await isAlive(other))) throw locked(folder, other.pid);
      await removeStale(path, other, owner.token);
    }
    throw locked(folder, null);
  } finally {
    await rm(mine, { force: true });
  }
}

/** Moves a dead owner's lock aside; when another process was quicker and the lock is a new one, puts it back. */
async function removeStale(path: string, stale: Owner | null, token: string): Promise<void> {
  const aside = `${path}.${token}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readOwner(aside);
  if (moved !== null && moved.token !== stale?.token) await tryLink(aside, path);
  await rm(aside, { force: true });
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** A pid may be given anew; only a process that also began at the same tick is the owner. */
async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return owner.startTicks === null || owner.startTicks === (await startTicksOf(owner.pid));
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted after the name, which may hold blanks. */
async function startTicksOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function locked(folder: string, pid: number | null): Fault {
  const who = pid === null ? 'another process' : `process ${pid}`;
  return new Fault(
    'data.locked',
    `The data folder ${folder} is in use by ${who}. Stop it, use its address, or choose another folder.`,
  );
}
