/**
 * Prints what a data folder holds of a session's way: node dump.ts <data folder> <commit>. Run it on a copy: opening a
 * database may write to it.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const [dataDir, commit] = process.argv.slice(2);
if (dataDir === undefined || commit === undefined)
  throw new Error('Name the data folder and the commit that wrote it.');

/** In the order in which they refer to each other. */
const tables = ['photos', 'images', 'sessions', 'turns', 'events', 'outbox'];

const pglite = await PGlite.create({ dataDir: join(dataDir, 'database') });
const { rows: applied } = await pglite.query<{ name: string }>('select name from kysely_migration order by name');
const rows: Record<string, unknown[]> = {};
for (const table of tables) {
  const { rows: found } = await pglite.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t order by 1`);
  rows[table] = found.map(({ row }) => row);
}
await pglite.close();

const blobs: Record<string, string> = {};
for (const entry of await readdir(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = await readFile(join(entry.parentPath, entry.name));
  blobs[createHash('sha256').update(bytes).digest('hex')] = bytes.toString('base64');
}
rows['events']?.sort((one, other) => sequenceOf(one) - sequenceOf(other));
console.log(JSON.stringify({ commit, migrations: applied.map(({ name }) => name), rows, blobs }, null, 1));

function sequenceOf(row: unknown): number {
  return (row as { readonly sequence: number }).sequence;
}
