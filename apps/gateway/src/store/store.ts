/** The gateway's database: one handle, units of work, and wake-ups after commit. */
import type { Kysely, Transaction } from 'kysely';
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

  /** Takes over a database whose tables are up to date, and closes it when disposed. */
  constructor(db: Kysely<Database>, clock: () => Date = () => new Date()) {
    this.db = db;
    this.#clock = clock;
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
