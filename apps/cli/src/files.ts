import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Fault } from '@safelight/core';
import { syncFolder, temporaryBeside, writeDurably, writeFlushed } from '@safelight/service-kit/durable';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? `the system says ${code ?? String(error)}`;
}

/** @throws Fault `file.unreadable`, `photo.tooLarge` beyond `sizeBytesMax` */
export async function readInput(path: string, sizeBytesMax: number): Promise<Buffer<ArrayBuffer>> {
  try {
    const { size } = await stat(path);
    if (size > sizeBytesMax) {
      const message = `${path} has ${size} bytes; at most ${sizeBytesMax} are read. Choose a smaller file.`;
      throw new Fault('photo.tooLarge', message);
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('file.unreadable', `Cannot read ${path}: ${reasonOf(cause)}. Check the path.`, { cause });
  }
}

function unwritable(path: string, cause: unknown): Fault {
  return new Fault('file.unwritable', `Cannot write ${path}: ${reasonOf(cause)}. Choose another place.`, { cause });
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Writes one file so that it is there whole or not at all. */
export async function writeOutput(
  path: string,
  bytes: Uint8Array | string,
  options: { force: boolean },
): Promise<void> {
  const target = resolve(path);
  if (!options.force && (await exists(target))) {
    throw new Fault('file.unwritable', `${path} is there already. Choose another name or add --force.`);
  }
  await writeDurably(target, bytes).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
}

/** Refuses a folder that holds something, before any work is done for it. */
export async function checkOutputFolder(path: string, options: { force: boolean }): Promise<void> {
  if (options.force) return;
  const entries = await readdir(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unwritable(path, cause);
  });
  if (entries.length > 0) {
    throw new Fault('file.unwritable', `${path} is not empty. Choose another folder or add --force.`);
  }
}

/** Writes a folder of files under a temporary name and renames it: it appears whole or not at all. */
export async function writeFolder(path: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  const target = resolve(path);
  const temporary = temporaryBeside(target);
  try {
    await mkdir(temporary, { recursive: true });
    for (const [name, bytes] of files) await writeFlushed(join(temporary, name), bytes);
    await syncFolder(temporary);
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    throw unwritable(path, cause);
  }
}

/** `folder/Photo.One.JPG` → `Photo.One`. */
export function stem(path: string): string {
  return basename(path, extname(path));
}
