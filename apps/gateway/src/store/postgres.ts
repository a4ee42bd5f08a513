/**
 * The production database driver: PostgreSQL ≥ 15. The login role is not the owner of the tables and has no rights of its
 * own; each transaction enters `safelight_app` or `safelight_system` (see `store.ts`). Everything that is set is set for
 * one transaction, so a pooler in transaction mode that keeps prepared statements may stand between; LISTEN needs a
 * connection of its own.
 */
import { Fault } from '@safelight/core';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';
import { faultOfDatabase } from './faults.ts';
import { Signals } from './signals.ts';
import { PostgresTransactions } from './postgresTransactions.ts';
import { Store } from './store.ts';
import type { Transact } from './store.ts';
import { migrate } from './migrate.ts';

export interface PostgresOptions {
  /** `postgres://…` of the login role. */
  readonly url: string;
  /** Default 10. */
  readonly connectionsMax?: number;
  readonly clock?: () => Date;
  /** Told when the connection that listens was lost and is opened again. */
  readonly onListenerLost?: (cause: unknown) => void;
}

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 15_000;
const listenRetryMs = 1_000;
/** NOTIFY takes 8,000 bytes; longer lists are told as "everything". */
const payloadLengthChars = 7_000;
const channel = 'safelight';

/** Numbers as numbers (counts stay far below 2^53), dates as `YYYY-MM-DD`: as the embedded driver gives them. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Opens a store on tables that are up to date. @throws Fault database.unavailable, config.invalid */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const pool = openPool(options.url, {
    ...{ max: options.connectionsMax ?? 10, types, statement_timeout: statementTimeoutMs },
    ...{ idle_in_transaction_session_timeout: statementTimeoutMs, application_name: 'safelight', keepAlive: true },
    pipeline: true,
  });
  const { db, transact } = new PostgresTransactions(pool);
  const signals = new Signals();
  const listener = new Listener(options, signals);
  try {
    await checkTables(transact);
    await checkLogin(db);
    await listener.open();
  } catch (error) {
    await db.destroy();
    throw faultOfDatabase(error);
  }
  return new Store(db, {
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...{ signals, listener, transact },
    announce: async (trx, keys) => {
      const joined = keys.join('\n');
      await sql`select pg_notify(${channel}, ${joined.length > payloadLengthChars ? '*' : joined})`.execute(trx);
    },
  });
}

/** Connections of which none ends the process by breaking. */
function openPool(url: string, config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs, ...config });
  // An idle connection that breaks is replaced by the pool; without a listener its error would end the process.
  pool.on('error', () => undefined);
  // So would that of one that breaks within a transaction while no query runs; the next query tells of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Brings the tables up to date as their owner, which must be allowed to create roles the first time, and grants the two
 * roles of the services to the login role when one is named.
 */
export async function migratePostgres(ownerUrl: string, loginRole: string | null = null): Promise<void> {
  const pool = openPool(ownerUrl, { max: 1 });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    if (loginRole !== null) await sql`grant safelight_app, safelight_system to ${sql.id(loginRole)}`.execute(db);
  } catch (error) {
    throw faultOfDatabase(error);
  } finally {
    await db.destroy();
  }
}

async function checkTables(transact: Transact): Promise<void> {
  try {
    await transact({ role: 'safelight_system', tenantId: '' }, (trx) =>
      trx.selectFrom('tenants').select('id').limit(1).execute(),
    );
  } catch (error) {
    if (
      !(error instanceof Error) ||
      !('code' in error) ||
      !['42P01', '42501', '22023', '42704'].includes(String(error.code))
    ) {
      throw error;
    }
    throw new Fault(
      'config.invalid',
      'The database has no tables for this version, or the login role may not use them. Run “node apps/gateway/src/main.ts migrate” with DATABASE_OWNER_URL, which also lets the login role of DATABASE_URL in.',
      { cause: error, detail: error.message },
    );
  }
}

/** Whose rights are more than the gateway needs: a mistake of ours must not reach the rows of all tenants. */
async function checkLogin(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ owns: boolean; passes: boolean }>`
    select rolsuper or rolbypassrls as passes,
           exists (select from pg_class where oid = 'tenants'::regclass and relowner = r.oid) as owns
    from pg_roles r where rolname = session_user`.execute(db);
  if (rows.every(({ owns, passes }) => !owns && !passes)) return;
  throw new Fault(
    'config.invalid',
    'The login role of the database owns the tables, is a superuser or bypasses row level security. Let the gateway log in as a role of its own (create role … login noinherit; grant safelight_app, safelight_system to it), and keep the owner for migrations.',
  );
}

/** Feeds the signals from NOTIFY. After a break everything is woken once: what was missed is looked for again. */
class Listener implements AsyncDisposable {
  readonly #options: PostgresOptions;
  readonly #signals: Signals;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: PostgresOptions, signals: Signals) {
    this.#options = options;
    this.#signals = signals;
  }

  async open(): Promise<void> {
    const client = new pg.Client({
      ...{ connectionString: this.#options.url, connectionTimeoutMillis: connectTimeoutMs, keepAlive: true },
      application_name: 'safelight-listen',
    });
    client.on('notification', ({ payload = '' }) => this.#wake(payload));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('The connection was closed.')));
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#client = client;
    this.#signals.wakeAll();
  }

  #wake(payload: string): void {
    if (payload === '*') this.#signals.wakeAll();
    else for (const key of payload.split('\n')) this.#signals.wake(key);
  }

  #lost(client: pg.Client, cause: unknown): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    this.#options.onListenerLost?.(cause);
    this.#reopen();
  }

  #reopen(): void {
    this.#retry = setTimeout(() => {
      this.open().catch(() => {
        if (!this.#closed) this.#reopen();
      });
    }, listenRetryMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#client?.end();
  }
}
