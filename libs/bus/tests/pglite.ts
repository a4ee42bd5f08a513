/** An empty database in memory with the tables of the bus, and a way to cut a process off from it. */
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { busDatabaseOf, busMigration } from '../src/database/index.ts';
import type { BusDatabase } from '../src/database/index.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly database: BusDatabase;
}

export async function openPglite(): Promise<TestDatabase> {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  await busMigration.up(db);
  return { database: busDatabaseOf(db), [Symbol.asyncDispose]: () => db.destroy() };
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
