/**
 * The gateway's database. All access goes through one of two scopes: a tenant's, which row level security binds to that
 * tenant's rows, and the system's, for what crosses tenants (claiming turns, relays, sweeps, looking up keys).
 */
import { sql } from 'kysely';
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { faultOfDatabase } from './faults.ts';
import { SharedReads } from './sharedReads.ts';
import { Signals } from './signals.ts';

/** One transaction and the keys to wake once it is committed. */
export interface Unit {
  /** Whose rows it sees and writes; empty for the system's scope, which inserts no row of a tenant. */
  readonly tenantId: string;
  readonly trx: Transaction<Database>;
  readonly now: Date;
  readonly touched: Set<string>;
}

/** Transactions under one database role. A database that is away is the fault `database.unavailable`. */
export interface Scope {
  readonly signals: Signals;
  now(): Date;
  /**
   * Runs work in a transaction that changes nothing and may be shared with other reads of the tenant. Like `write`, it must
   * await nothing but the database; it may be run a second time.
   */
  read<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Runs one transaction. It must await nothing but the database: the embedded driver has a single connection. */
  write<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}

/** A scope that sees and writes the rows of one tenant alone. */
export interface TenantStore extends Scope {
  readonly tenantId: string;
}

/** Tells other processes on the same database which signals to wake; part of the transaction. */
export type Announce = (trx: Transaction<Database>, keys: readonly string[]) => Promise<void>;

/** Whose rights a transaction has. */
export interface Standing {
  readonly role: 'safelight_app' | 'safelight_system';
  /** Empty for the system. */
  readonly tenantId: string;
}

/** Runs work in one transaction. */
export type Transact = <T>(standing: Standing, work: (trx: Transaction<Database>) => Promise<T>) => Promise<T>;

/** As text, without parameters: the embedded driver takes it in one call. */
export const enterAs = ({ role, tenantId }: Standing): RawBuilder<unknown> =>
  sql`select set_config('role', ${sql.lit(role)}, true), set_config('safelight.tenant', ${sql.lit(tenantId)}, true)`;

export interface StoreOptions {
  readonly clock?: () => Date;
  readonly signals?: Signals;
  /** Left out where one process owns the database. */
  readonly announce?: Announce;
  /** For a driver with transactions of its own. */
  readonly transact?: Transact;
  /** Closed after the database. */
  readonly listener?: AsyncDisposable;
}

export class Store implements AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly signals: Signals;
  readonly system: Scope;
  readonly #clock: () => Date;
  readonly #announce: Announce | undefined;
  readonly #transact: Transact;
  readonly #listener: AsyncDisposable | undefined;
  /** Of tenants that read now. */
  readonly #reads = new Map<string, SharedReads>();

  /** Takes over a database whose tables are up to date, and closes it when disposed. */
  constructor(db: Kysely<Database>, options: StoreOptions = {}) {
    this.db = db;
    this.signals = options.signals ?? new Signals();
    this.#clock = options.clock ?? (() => new Date());
    this.#announce = options.announce;
    this.#transact = options.transact ?? transactOn(db);
    this.#listener = options.listener;
    this.system = this.#scope({ role: 'safelight_system', tenantId: '' });
  }

  now(): Date {
    return this.#clock();
  }

  tenant(tenantId: string): TenantStore {
    const scope = this.#scope({ role: 'safelight_app', tenantId });
    return { tenantId, ...scope, read: (work) => this.#readsOf(tenantId, scope.read).read(work) };
  }

  #readsOf(tenantId: string, transact: Scope['read']): SharedReads {
    let reads = this.#reads.get(tenantId);
    if (reads === undefined) {
      reads = new SharedReads(transact, () => this.#reads.delete(tenantId));
      this.#reads.set(tenantId, reads);
    }
    return reads;
  }

  #scope(standing: Standing): Scope {
    const { tenantId } = standing;
    const transact = async <T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> => {
      try {
        return await this.#transact(standing, work);
      } catch (error) {
        throw faultOfDatabase(error);
      }
    };
    return {
      signals: this.signals,
      now: () => this.#clock(),
      read: transact,
      write: async (work) => {
        const touched = new Set<string>();
        const now = this.#clock();
        const result = await transact(async (trx) => {
          const answer = await work({ tenantId, trx, now, touched });
          if (touched.size > 0) await this.#announce?.(trx, [...touched]);
          return answer;
        });
        for (const key of touched) this.signals.wake(key);
        return result;
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener?.[Symbol.asyncDispose]();
    await this.db.destroy();
  }
}

function transactOn(db: Kysely<Database>): Transact {
  return (standing, work) =>
    db.transaction().execute(async (trx) => {
      await enterAs(standing).execute(trx);
      return work(trx);
    });
}
