/**
 * The embedded database driver: PostgreSQL as WebAssembly (PGlite) on a folder.
 *
 * PGlite has one connection, so a transaction must never wait for anything but the database, and it runs without
 * fsync: what was committed survives the death of the process, but not always a power cut.
 */
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import type { Dialect } from 'kysely';

/**
 * PGlite's own start parameters and smaller buffers: its defaults (128 MB of shared buffers) cost 330 MB of resident
 * memory that a log of this size never uses.
 */
const startParams = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=8MB', 'wal_buffers=256kB', 'max_connections=8', 'min_wal_size=4MB', 'max_wal_size=64MB'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/** WAL segments of 1 MB keep an empty database small (24 MB instead of 39). */
const initDbStartParams = ['--wal-segsize=1'];

/**
 * Opens the database in `folder`, and makes it first when there is none. Making one takes seconds, so a finished empty
 * one is kept in `templateDir` (when given) and copied from then on.
 */
export async function openPglite(folder: string, templateDir?: string): Promise<Dialect> {
  if (!(await exists(join(folder, 'PG_VERSION')))) await createFolder(folder, templateDir);
  const pglite = await PGlite.create({ dataDir: folder, startParams });
  return new PGliteDialect({ pglite });
}

async function createFolder(folder: string, templateDir: string | undefined): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const source = templateDir === undefined ? undefined : await ensureTemplate(templateDir).catch(unlessReadOnly);
  const fresh = `${folder}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    if (source === undefined) await initialize(fresh);
    else await cp(source, fresh, { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A template only saves time: where none can be kept (a read-only image), each database is made anew. */
function unlessReadOnly(error: unknown): undefined {
  if (isCode(error, 'EROFS') || isCode(error, 'EACCES') || isCode(error, 'EPERM')) return undefined;
  throw error;
}

/** The empty database of this version; several processes may make it at once, the first to finish wins. */
async function ensureTemplate(templateDir: string): Promise<string> {
  const template = join(templateDir, `pglite-${templateVersion}`);
  if (await exists(join(template, 'PG_VERSION'))) return template;
  await mkdir(templateDir, { recursive: true });
  const fresh = `${template}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await initialize(fresh);
    await rename(fresh, template).catch((error: unknown) => {
      if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return template;
}

/** Names the PGlite release and the init parameters; raise it when either changes. */
const templateVersion = '0.5.16-1';

async function initialize(folder: string): Promise<void> {
  const pglite = await PGlite.create({ dataDir: folder, startParams, initDbStartParams });
  await pglite.close();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
