/** The embedded driver of the blob store: one file per blob, there whole or not at all. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, sha256 as digestOf } from '@safelight/core';
import { writeDurably } from '@safelight/service-kit/durable';
import type { BlobStore } from './blobs.ts';

export class FileBlobs implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(sha256);
    if (!(await isComplete(path, bytes.byteLength))) await writeDurably(path, bytes);
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
