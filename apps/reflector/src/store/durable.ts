import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file so that it is there whole or not at all, also after a power cut: beside its place, flushed, renamed. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const fresh = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    {
      await using file = await open(fresh, 'wx');
      await file.writeFile(bytes);
      await file.sync();
    }
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
  await syncFolder(folder);
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
