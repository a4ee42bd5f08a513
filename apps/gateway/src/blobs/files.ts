/** The embedded driver of the blob store: one file per blob, there whole or not at all, `<folder>/<tenant>/<2 hex>/<62 hex>`. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultTenantId } from '@safelight/core';
import { syncFolder, writeDurably } from '@safelight/service-kit/durable';
import { checkContent, checkNames, checkTenantId, lostBlob, unavailableBlobs } from './blobs.ts';
import type { BlobStore } from './blobs.ts';

/** Of 256 for each tenant. */
const flushedCountMax = 100_000;

export class FileBlobs implements BlobStore {
  readonly #folder: string;
  /** Folders whose own names are flushed. */
  readonly #flushed = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(tenantId: string, sha256: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const path = this.#pathOf(tenantId, sha256);
    signal?.throwIfAborted();
    // The name is a promise about the bytes; one wrong pairing would be a lost picture later.
    checkContent(sha256, bytes);
    try {
      // Another writer may have renamed the file into place and not yet flushed the folder: flush in either case.
      if (await holds(path, bytes)) await syncFolder(dirname(path));
      else await writeDurably(path, bytes);
      await this.#flushName(dirname(path), tenantId);
    } catch (cause) {
      throw unavailableBlobs(cause);
    }
  }

  async get(tenantId: string, sha256: string, signal?: AbortSignal): Promise<Uint8Array> {
    for (const path of this.#placesOf(tenantId, sha256)) {
      const bytes = await read(path, signal);
      if (bytes === null) continue;
      checkContent(sha256, bytes);
      return bytes;
    }
    throw lostBlob(sha256, new Error('No such file.'));
  }

  async delete(tenantId: string, sha256: string): Promise<void> {
    for (const path of this.#placesOf(tenantId, sha256)) await this.#remove(path);
  }

  async deleteTenant(tenantId: string): Promise<void> {
    checkTenantId(tenantId);
    this.#flushed.clear();
    await this.#remove(join(this.#folder, tenantId));
    if (tenantId !== defaultTenantId) return;
    const entries = await readdir(this.#folder).catch(absentAs<string[]>([]));
    for (const entry of entries) if (/^[0-9a-f]{2}$/.test(entry)) await this.#remove(join(this.#folder, entry));
  }

  /** Once for each folder: it costs as much as writing the bytes. */
  async #flushName(folder: string, tenantId: string): Promise<void> {
    if (this.#flushed.has(folder)) return;
    await syncFolder(join(this.#folder, tenantId));
    await syncFolder(this.#folder);
    if (this.#flushed.size >= flushedCountMax) this.#flushed.clear();
    this.#flushed.add(folder);
  }

  /** Removes a file or a folder, so that it does not come back after a power cut. */
  async #remove(path: string): Promise<void> {
    try {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      await syncFolder(dirname(path));
    } catch (cause) {
      throw unavailableBlobs(cause);
    }
  }

  #pathOf(tenantId: string, sha256: string): string {
    checkNames(tenantId, sha256);
    return join(this.#folder, tenantId, sha256.slice(0, 2), sha256.slice(2));
  }

  /** Where the bytes may be; up to 0.1 the store had no tenants, and what it holds belongs to the default one. */
  #placesOf(tenantId: string, sha256: string): readonly string[] {
    const path = this.#pathOf(tenantId, sha256);
    if (tenantId !== defaultTenantId) return [path];
    return [path, join(this.#folder, sha256.slice(0, 2), sha256.slice(2))];
  }
}

async function read(path: string, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
  signal?.throwIfAborted();
  try {
    return await readFile(path, { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    return absentAs(null)(cause);
  }
}

/** Whether the file holds exactly these bytes; a damaged one is written anew. */
async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const sizeBytes = await stat(path).then(({ size }) => size, absentAs(-1));
  if (sizeBytes !== bytes.byteLength) return false;
  const there = await readFile(path).catch(absentAs(null));
  return there !== null && there.equals(bytes);
}

function absentAs<T>(value: T): (cause: unknown) => T {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return value;
    throw unavailableBlobs(cause);
  };
}
