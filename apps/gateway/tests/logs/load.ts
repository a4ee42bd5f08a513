/**
 * Makes a data folder that has lived through every release: each log is put in by the tables of its own time, then the
 * tables are brought up to those of the next. `node load.ts <data folder>`.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../src/store/migrations/index.ts';
import { openPglite } from '../../src/store/pglite.ts';
import type { Database } from '../../src/store/schema.ts';

export interface ReleasedLog {
  /** Which wrote it. */
  readonly commit: string;
  /** By name; the last one made the tables. */
  readonly migrations: readonly string[];
  /** Of each table, as `to_jsonb` shows them. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Base64, by SHA-256. */
  readonly blobs: Readonly<Record<string, string>>;
}

export const releases = ['0001-foundation', '0002-candidates', '0010-retention'] as const;

export async function readLog(release: (typeof releases)[number]): Promise<ReleasedLog> {
  return JSON.parse(await readFile(new URL(`./${release}.json`, import.meta.url), 'utf8')) as ReleasedLog;
}

async function loadLogs(pglite: PGlite): Promise<void> {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  for (const release of releases) {
    const log = await readLog(release);
    const { error } = await migrator.migrateTo(log.migrations.at(-1)!);
    if (error !== undefined) throw error;
    for (const [table, rows] of Object.entries(log.rows)) await insert(pglite, table, rows);
  }
}

/** Numbered by the database, and not within one session: the logs would be in each other's way. */
const identities: Readonly<Record<string, string>> = { outbox: 'id', events: 'position' };

async function insert(pglite: PGlite, table: string, rows: ReleasedLog['rows'][string]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== identities[table]);
  if (columns.length === 0) return;
  const names = columns.join(', ');
  await pglite.query(
    `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function writeBlobs(folder: string): Promise<void> {
  for (const release of releases) {
    const log = await readLog(release);
    // Where there were no tenants, there were no folders of tenants.
    const root = log.migrations.includes('0003-tenants') ? join(folder, 'tnt_default') : folder;
    for (const [sha256, text] of Object.entries(log.blobs)) {
      const bytes = Buffer.from(text, 'base64');
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${sha256} is damaged.`);
      await mkdir(join(root, sha256.slice(0, 2)), { recursive: true });
      await writeFile(join(root, sha256.slice(0, 2), sha256.slice(2)), bytes);
    }
  }
}

/** Beside the installed packages, where all tests keep an empty database: a copy of it is ready much sooner. */
const templateDir = fileURLToPath(new URL('../../../../node_modules/.cache/safelight', import.meta.url));

/** Makes the data folder; its tables are those of the last log's time. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'database');
  await mkdir(dataDir, { recursive: true });
  await (await openPglite(folder, templateDir)).destroy();
  const pglite = await PGlite.create({ dataDir: folder });
  await pglite.exec('drop schema public cascade; create schema public');
  await loadLogs(pglite);
  await pglite.close();
  await writeBlobs(join(dataDir, 'blobs'));
}

if (import.meta.main) {
  const [dataDir] = process.argv.slice(2);
  if (dataDir === undefined) throw new Error('Name the data folder to make.');
  await makeDataFolder(dataDir);
}
