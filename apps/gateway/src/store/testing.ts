/** A database of a test's own, from the template that all tests share. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultTenantId, newId } from '@safelight/core';
import { addPhoto } from './photos.ts';
import { addSession } from './sessions.ts';
import { openPglite } from './pglite.ts';
import { Store } from './store.ts';
import type { TenantStore } from './store.ts';
import type { PhotoRow } from './schema.ts';

const templateDir = fileURLToPath(new URL('../../../../node_modules/.cache/safelight', import.meta.url));

export interface TestStore extends AsyncDisposable {
  /** Of the default tenant. */
  readonly store: TenantStore;
  readonly whole: Store;
  /** Moves the store's clock on. */
  advance(ms: number): void;
}

export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-store-'));
  let now = Date.UTC(2026, 0, 1);
  const db = await openPglite(join(folder, 'database'), templateDir);
  const whole = new Store(db, { clock: () => new Date(now) });
  return {
    whole,
    store: whole.tenant(defaultTenantId),
    advance: (ms) => {
      now += ms;
    },
    async [Symbol.asyncDispose]() {
      await whole[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function addTestPhoto(store: TenantStore): Promise<PhotoRow> {
  const id = newId('pho');
  return store.write((unit) =>
    addPhoto(unit, {
      id,
      sha256: id.slice(4).padEnd(64, '0'),
      ...{ file_name: 'wren.jpg', media_type: 'image/jpeg', width: 4, height: 3, size_bytes: 12, kind: 'rendered' },
      created_at: unit.now,
    }),
  );
}

export async function addTestSession(store: TenantStore): Promise<string> {
  const photo = await addTestPhoto(store);
  return store.write((unit) => addSession(unit, photo));
}
