/** An empty database in memory with the tables of the bus, and a way to cut a process off from it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { writeDurably } from '@safelight/service-kit/durable';
import { Kysely, PGliteDialect } from 'kysely';
import { busDatabaseOf, busMigration } from '../src/database/index.ts';
import type { BusDatabase } from '../src/database/index.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly database: BusDatabase;
}

export async function openPglite(): Promise<TestDatabase> {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await emptyPglite() }) });
  await busMigration.up(db);
  return { database: busDatabaseOf(db), [Symbol.asyncDispose]: () => db.destroy() };
}

/** Making a database takes seconds, so an empty one is kept; its name changes with the release of PGlite. */
const cached = fileURLToPath(new URL('../../../node_modules/.cache/safelight/bus-pglite-0.5.16.tar', import.meta.url));

async function emptyPglite(): Promise<PGlite> {
  const kept = await readFile(cached).catch(() => null);
  if (kept !== null) return PGlite.create({ loadDataDir: new Blob([kept]) });
  const made = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  await writeDurably(cached, await (await made.dumpDataDir('none')).bytes());
  return made;
}

/** The same database for a process that can be killed: from then on nothing of it arrives. */
export function mortal(database: BusDatabase): { readonly database: BusDatabase; kill(): void } {
  let alive = true;
  const living = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!alive) throw new Error('This process is dead.');
    const result = await work();
    if (!alive) throw new Error('This process died before it heard the answer.');
    return result;
  };
  return {
    database: {
      signals: database.signals,
      read: (work) => living(() => database.read(work)),
      // A transaction under way dies with its process.
      write: (work) => living(() => database.write((unit) => living(() => work(unit)))),
    },
    kill: () => {
      alive = false;
    },
  };
}
