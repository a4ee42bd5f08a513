/**
 * The embedded database driver: PostgreSQL as WebAssembly (PGlite) on a folder.
 *
 * PGlite has one connection, so a transaction must never wait for anything but the database, and it runs without
 * fsync: what was committed survives the death of the process, but not always a power cut.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';
import { sha256 } from '@safelight/core';
import { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { TextPGliteDialect } from './pgliteDialect.ts';
import type { Database } from './schema.ts';

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

/** Numbers as numbers (counts stay far below 2^53), dates as `YYYY-MM-DD`: as the PostgreSQL driver gives them. */
const parsers = { [types.INT8]: Number, [types.DATE]: (text: string) => text };

/** WAL segments of 1 MB keep an empty database small. */
const initDbStartParams = ['--wal-segsize=1'];

/**
 * Opens the database in `folder`, and makes it first when there is none. Making one takes seconds, so a finished empty
 * one with all tables is kept in `templateDir` (when given) and copied from then on.
 */
export async function openPglite(folder: string, templateDir?: string): Promise<Kysely<Database>> {
  if (!(await exists(join(folder, 'PG_VERSION')))) await createFolder(folder, templateDir);
  const pglite = await PGlite.create({ dataDir: folder, startParams, parsers });
  const db = new Kysely<Database>({ dialect: new TextPGliteDialect(pglite) });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function createFolder(folder: string, templateDir: string | undefined): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const source = templateDir === undefined ? undefined : await ensureTemplate(templateDir).catch(unlessReadOnly);
  await inOneMove(folder, async (fresh) => {
    if (source === undefined) await initialize(fresh);
    else await cp(source, fresh, { recursive: true });
    await rm(folder, { recursive: true, force: true });
  });
}

/** A template only saves time: where none can be kept (a read-only image), each database is made anew. */
function unlessReadOnly(error: unknown): undefined {
  if (isCode(error, 'EROFS') || isCode(error, 'EACCES') || isCode(error, 'EPERM')) return undefined;
  throw error;
}

/** Names what goes into a template besides the migrations; raise it when the PGlite release or `initialize` changes. */
const templateVersion = '0.5.16-2';

/** The empty database of this version; several processes may make it at once, the first to finish wins. */
async function ensureTemplate(templateDir: string): Promise<string> {
  const names = Object.keys(migrations).sort();
  const template = join(
    templateDir,
    `pglite-${templateVersion}-${names.at(-1)}-${sha256(names.join(' ')).slice(0, 8)}`,
  );
  if (await exists(join(template, 'PG_VERSION'))) return template;
  await mkdir(templateDir, { recursive: true });
  await inOneMove(template, initialize).catch((error: unknown) => {
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
  });
  return template;
}

/** Fills a folder beside `target` and renames it, so that `target` is whole or not there. */
async function inOneMove(target: string, fill: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await fill(fresh);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function initialize(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('./initialize.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, folder], (error, _stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`The database could not be made in ${folder}: ${stderr}`, { cause: error }));
    });
  });
}

/** Makes the database in this process; see `initialize.ts`. */
export async function initializePglite(folder: string): Promise<void> {
  const pglite = await PGlite.create({ dataDir: folder, startParams, initDbStartParams });
  // CREATE DATABASE would copy these two; nothing here does, and they are half of the files (15 MB instead of 30).
  await pglite.exec(`update pg_database set datistemplate = false where datname in ('template0', 'template1')`);
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`);
  const db = new Kysely<Database>({ dialect: new TextPGliteDialect(pglite) });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
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
