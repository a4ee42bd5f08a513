import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A free name beside a path, hidden in listings; what a crash left there ends in `.tmp`. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
}

/** Writes a file so that it is there whole or not at all, also after a power cut: beside its place, flushed, renamed. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const fresh = temporaryBeside(path);
  try {
    await writeFlushed(fresh, bytes);
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
  await syncFolder(folder);
}

/** Writes a new file to the disk itself; for files in a folder that is renamed when it is whole. */
export async function writeFlushed(path: string, bytes: Uint8Array | string): Promise<void> {
  await using file = await open(path, 'wx');
  await file.writeFile(bytes);
  await file.sync();
}

/** Makes new names in a folder survive a power cut; systems that cannot open folders (Windows) keep them anyway. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
