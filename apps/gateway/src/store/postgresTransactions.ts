/**
 * Transactions on PostgreSQL with few round trips: statements go to the server as they come, without waiting for the answers
 * to those before (pipelining). A statement that follows one that failed fails as well, for its transaction is aborted.
 */
import { AbortedTransactionError, Kysely, PostgresDialect, Transaction, sql } from 'kysely';
import type { CompiledQuery, DatabaseConnection, KyselyProps, QueryResult } from 'kysely';
import type pg from 'pg';
import type { Database } from './schema.ts';
import { enterAs } from './store.ts';
import type { Transact } from './store.ts';

/** Each connection keeps the plans of so many statements; the gateway has fewer that are not made of lists. */
const preparedCountMax = 250;

export class PostgresTransactions {
  /** For what needs no role, and to close: it owns the pool. It runs no transactions. */
  readonly db: Kysely<Database>;
  readonly #pool: pg.Pool;
  readonly #props: Omit<KyselyProps, 'executor'>;
  readonly #transactions = new WeakMap<pg.PoolClient, Transaction<Database>>();
  /** Names of the statements that came more than once, by their text; null = came once. */
  readonly #prepared = new Map<string, string | null>();

  constructor(pool: pg.Pool) {
    const dialect = new PostgresDialect({ pool });
    this.#pool = pool;
    this.#props = { config: { dialect }, dialect, driver: dialect.createDriver() };
    this.db = new Kysely({ dialect });
  }

  /** Runs work in a transaction under a role and a tenant; commits when it resolves. */
  readonly transact: Transact = async (standing, work) => {
    const client = await this.#pool.connect();
    const trx = this.#transactionOn(client);
    let isBroken = false;
    try {
      // Two statements go in one message only without parameters. Without its role, nothing that follows has any rights.
      const entered = sql`begin; ${enterAs(standing)}`.execute(trx).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      try {
        const answer = await work(trx);
        const refused = await entered;
        if (refused !== null) throw refused.error;
        const { command } = await client.query('commit');
        // PostgreSQL answers so where a statement had failed and its error was not passed on.
        if (command === 'ROLLBACK') throw new AbortedTransactionError();
        return answer;
      } catch (error) {
        const refused = await entered;
        await client.query('rollback').catch(() => (isBroken = true));
        throw refused === null ? error : refused.error;
      }
    } finally {
      client.release(isBroken);
    }
  };

  #transactionOn(client: pg.PoolClient): Transaction<Database> {
    let trx = this.#transactions.get(client);
    if (trx === undefined) {
      const connection = this.#connectionOf(client);
      const executor = this.db.getExecutor().withConnectionProvider({
        provideConnection: (consumer) => consumer(connection),
      });
      trx = new Transaction<Database>({ ...this.#props, executor });
      this.#transactions.set(client, trx);
    }
    return trx;
  }

  #connectionOf(client: pg.PoolClient): DatabaseConnection {
    return {
      executeQuery: async <Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
        const name = parameters.length === 0 ? undefined : this.#nameOf(text);
        const { command, rowCount, rows } = await client.query<Row & object>({
          ...{ text, values: [...parameters] },
          ...(name === undefined ? {} : { name }),
        });
        const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
        return { rows: rows ?? [], ...(isChange ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
      },
      streamQuery: () => {
        throw new Error('Nothing streams rows.');
      },
    };
  }

  /** A statement that comes again is prepared, so that PostgreSQL parses and plans it once for each connection. */
  #nameOf(text: string): string | undefined {
    const known = this.#prepared.get(text);
    if (known === undefined) {
      if (this.#prepared.size < preparedCountMax) this.#prepared.set(text, null);
      return undefined;
    }
    if (known !== null) return known;
    const name = `s${this.#prepared.size}_${[...this.#prepared.keys()].indexOf(text)}`;
    this.#prepared.set(text, name);
    return name;
  }
}
