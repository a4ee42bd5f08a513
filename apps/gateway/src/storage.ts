/** Opens what the gateway keeps its data in: all in one folder, or in PostgreSQL and an S3-compatible store. */
import { join } from 'node:path';
import { lockFolder } from '@safelight/service-kit/lock';
import { openFolderKey } from './auth/apiKey.ts';
import type { BlobStore } from './blobs/blobs.ts';
import { openBlobs } from './blobs/open.ts';
import type { S3Options } from './blobs/s3Options.ts';
import type { Store } from './store/store.ts';
import { releaseAllJobs } from './store/jobs.ts';
import { releaseAllTurns } from './store/turnLeases.ts';

/** Needs no set-up; one process owns the folder. */
export interface FolderStorage {
  readonly kind: 'folder';
  /** Database, pictures, API key and lock; made when it is not there. */
  readonly dataDir: string;
  /** Where an empty database is kept for the next new data folder; see `openPglite`. */
  readonly databaseTemplateDir?: string;
}

/** Shared by any number of gateways. */
export interface SharedStorage {
  readonly kind: 'shared';
  /** `postgres://…` of the login role; the tables must be up to date. */
  readonly databaseUrl: string;
  readonly connectionsMax?: number;
  readonly blobs: S3Options;
}

export type Storage = FolderStorage | SharedStorage;

export interface OpenStorage {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** The folder's own key, allowed everything; null where keys are kept in the database alone. */
  readonly apiKey: string | null;
}

/**
 * Each driver is loaded when it is chosen. `onOwned` is called as soon as nobody else can have the data.
 * @throws Fault data.locked, config.invalid, database.unavailable
 */
export async function openStorage(
  storage: Storage,
  opening: AsyncDisposableStack,
  onOwned: () => void,
): Promise<OpenStorage> {
  if (storage.kind === 'folder') {
    const { dataDir, databaseTemplateDir } = storage;
    opening.use(await lockFolder(dataDir));
    onOwned();
    const [{ openPglite }, { Store }] = await Promise.all([import('./store/pglite.ts'), import('./store/store.ts')]);
    const store = opening.use(new Store(await openPglite(join(dataDir, 'database'), databaseTemplateDir)));
    // The lock says that no other runner works on this folder: whoever held these leases is dead.
    await releaseAllTurns(store);
    await releaseAllJobs(store);
    return {
      store,
      blobs: await openBlobs({ folder: join(dataDir, 'blobs') }),
      apiKey: await openFolderKey(dataDir, store),
    };
  }
  const { databaseUrl, connectionsMax, blobs } = storage;
  onOwned();
  const { openPostgres } = await import('./store/postgres.ts');
  const store = opening.use(
    await openPostgres({ url: databaseUrl, ...(connectionsMax === undefined ? {} : { connectionsMax }) }),
  );
  return { store, blobs: await openBlobs({ s3: blobs }), apiKey: null };
}
