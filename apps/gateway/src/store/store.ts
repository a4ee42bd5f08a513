/** The gateway's database: one handle, units of work, and wake-ups after commit. */
import { Kysely } from 'kysely';
import type { Dialect, Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Database } from './schema.ts';
import { Signals } from './signals.ts';

/** One transaction and the keys to wake once it is committed. */
export interface Unit {
  readonly trx: Transaction<Database>;
  readonly now: Date;
  readonly touched: Set<string>;
}

export class Store implements AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly signals = new Signals();
  readonly #clock: () => Date;

  private constructor(db: Kysely<Database>, clock: () => Date) {
    this.db = db;
    this.#clock = clock;
  }

  /** Opens the database of a driver and brings its tables up to date. */
  static async open(dialect: Dialect, clock: () => Date = () => new Date()): Promise<Store> {
    const db = new Kysely<Database>({ dialect });
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      await db.destroy();
      throw error;
    }
    return new Store(db, clock);
  }

  now(): Date {
    return this.#clock();
  }

  /** Runs one transaction. It must await nothing but the database: the embedded driver has a single connection. */
  async write<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const touched = new Set<string>();
    const now = this.#clock();
    const result = await this.db.transaction().execute((trx) => work({ trx, now, touched }));
    for (const key of touched) this.signals.wake(key);
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.db.destroy();
  }
}
