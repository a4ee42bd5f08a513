import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultTenantId, Fault, isTenantId } from '@safelight/core';
import { lockFolder } from '@safelight/service-kit/lock';
import type { Events } from './events.ts';
import { Images } from './store/images.ts';
import { Manifest } from './store/manifest.ts';
import { Trajectories } from './store/trajectories.ts';
import type { Teacher } from './teacher/teacher.ts';

/** What one tenant has here: nothing of another tenant's is ever read beside it. */
export interface Archive {
  readonly images: Images;
  readonly trajectories: Trajectories;
  readonly manifest: Manifest;
  /** Runs tasks one after the other: pairing reads what earlier submissions wrote. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
}

/** What the RPCs work with: the archive of the call's tenant, and what all share. */
export interface Context extends Archive {
  /** See `limits.ts`. */
  readonly marginMin: number;
  readonly teacher: Teacher;
  readonly events: Events;
}

/** The data folder, owned by this process until disposed. */
export interface Archives extends AsyncDisposable {
  /** The tenant of the call; empty = the default one. @throws Fault `request.invalid`, `config.invalid` */
  of(tenant: string): Promise<Context>;
  /** Removes all that is kept of the tenant. */
  erase(tenant: string): Promise<void>;
}

/**
 * @throws Fault `data.locked` when another process owns the folder, `config.invalid` when the manifest of the default
 * tenant is damaged.
 */
export async function openArchives(options: {
  readonly dataDir: string;
  readonly marginMin: number;
  readonly teacher: Teacher;
  readonly events: Events;
}): Promise<Archives> {
  const { dataDir, ...shared } = options;
  const lock = await lockFolder(dataDir);
  const open = new Map<string, Promise<Archive>>();
  const archiveOf = (tenant: string): Promise<Archive> => {
    const known = open.get(tenant) ?? openArchive(folderOf(dataDir, tenant));
    open.set(tenant, known);
    // One that cannot be opened is tried again.
    known.catch(() => open.delete(tenant));
    return known;
  };
  const nameOf = (tenant: string): string => {
    if (tenant === '') return defaultTenantId;
    if (isTenantId(tenant)) return tenant;
    throw new Fault('request.invalid', 'The tenant of the call is none. Send the id of one.', { field: 'tenant' });
  };
  try {
    await archiveOf(defaultTenantId);
  } catch (thrown) {
    await lock[Symbol.asyncDispose]();
    throw thrown;
  }
  return {
    of: async (tenant) => ({ ...shared, ...(await archiveOf(nameOf(tenant))) }),
    async erase(tenant) {
      const name = nameOf(tenant);
      const { inTurn } = await archiveOf(name);
      await inTurn(async () => {
        open.delete(name);
        if (name !== defaultTenantId) return rm(folderOf(dataDir, name), { recursive: true, force: true });
        for (const part of archiveParts) await rm(join(dataDir, part), { recursive: true, force: true });
      });
    },
    async [Symbol.asyncDispose]() {
      for (const archive of open.values())
        await archive.then(({ inTurn }) => inTurn(async () => undefined)).catch(() => undefined);
      await lock[Symbol.asyncDispose]();
    },
  };
}

const archiveParts = ['images', 'trajectories', 'reflections.jsonl'];

/** The default tenant's archive is the data folder itself, as it was before there were tenants. */
function folderOf(dataDir: string, tenant: string): string {
  return tenant === defaultTenantId ? dataDir : join(dataDir, 'tenants', tenant);
}

async function openArchive(folder: string): Promise<Archive> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    images: new Images(folder),
    trajectories: new Trajectories(folder),
    manifest: await Manifest.open(folder),
    inTurn: (task) => {
      const result = last.then(task);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
