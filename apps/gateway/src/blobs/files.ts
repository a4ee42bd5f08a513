/** The embedded driver of the blob store: one file per blob, written beside its place, flushed, then renamed. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault, sha256 as digestOf } from '@safelight/core';
import type { BlobStore } from './blobs.ts';

export class FileBlobs implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(sha256);
    if (await isComplete(path, bytes.byteLength)) return;
    await mkdir(dirname(path), { recursive: true });
    const fresh = `${path}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      await using file = await open(fresh, 'wx');
      await file.writeFile(bytes);
      await file.sync();
      await rename(fresh, path);
    } catch (cause) {
      await rm(fresh, { force: true });
      throw cause;
    }
  }

  async get(sha256: string): Promise<Uint8Array> {
    const bytes = await readFile(this.#pathOf(sha256)).catch((cause: unknown) => {
      throw lost(sha256, cause);
    });
    if (digestOf(bytes) !== sha256) throw lost(sha256, new Error('The digest of the file differs from its name.'));
    return bytes;
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2));
  }
}

function lost(sha256: string, cause: unknown): Fault {
  return new Fault('internal', 'A stored picture is missing or damaged. Upload the photo again.', {
    cause,
    detail: `blob ${sha256}: ${String(cause)}`,
  });
}

async function isComplete(path: string, sizeBytes: number): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.size === sizeBytes,
    () => false,
  );
}
