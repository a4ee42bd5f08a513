import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import { AbortedTransactionError, PGliteDialect, PGliteDriver } from 'kysely';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/**
 * Kysely's dialect for PGlite, save that a statement without parameters goes as text: one call into WebAssembly instead of
 * five, and every transaction begins with such a one.
 */
export class TextPGliteDialect extends PGliteDialect {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super({ pglite });
    this.#pglite = pglite;
  }

  override createDriver(): PGliteDriver {
    return new TextPGliteDriver(this.#pglite);
  }
}

class TextPGliteDriver extends PGliteDriver {
  readonly #connection: Connection;

  constructor(pglite: PGlite) {
    super({ pglite });
    this.#connection = new Connection(pglite);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  override beginTransaction(): Promise<void> {
    return this.#connection.begin();
  }

  override commitTransaction(): Promise<void> {
    return this.#connection.commit();
  }

  override rollbackTransaction(): Promise<void> {
    return this.#connection.rollback();
  }
}

interface Running {
  readonly transaction: Transaction;
  readonly end: PromiseWithResolvers<void>;
  readonly ended: Promise<void>;
}

/** The one connection; Kysely lets one user after the other have it. */
class Connection implements DatabaseConnection {
  readonly #pglite: PGlite;
  #running: Running | null = null;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const client = this.#running?.transaction ?? this.#pglite;
    const result =
      parameters.length === 0
        ? ((await client.exec(sql)).at(-1) as Results<Row> | undefined)
        : await client.query<Row>(sql, [...parameters]);
    const { affectedRows, rows = [] } = result ?? {};
    return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) };
  }

  streamQuery(): never {
    throw new Error('PGlite does not stream.');
  }

  async begin(): Promise<void> {
    const begun = Promise.withResolvers<Transaction>();
    const end = Promise.withResolvers<void>();
    const ended = this.#pglite.transaction(async (transaction) => {
      begun.resolve(transaction);
      await end.promise;
    });
    ended.catch(begun.reject);
    this.#running = { transaction: await begun.promise, end, ended };
  }

  async commit(): Promise<void> {
    this.#running?.end.resolve();
    try {
      await this.#running?.ended;
    } catch (error) {
      // in_failed_sql_transaction
      if ((error as { readonly code?: unknown }).code === '25P02') throw new AbortedTransactionError({ cause: error });
      throw error;
    } finally {
      this.#running = null;
    }
  }

  async rollback(): Promise<void> {
    this.#running?.end.reject(new Error('Rolled back.'));
    await this.#running?.ended.catch(() => undefined);
    this.#running = null;
  }
}
