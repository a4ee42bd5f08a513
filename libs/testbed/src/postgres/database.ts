import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { PostgresAddress } from './postgres.ts';

const connectTimeoutMs = 2_000;

/** A database of its own on a shared server, with two accounts of its own. */
export interface Database extends AsyncDisposable {
  readonly name: string;
  /** Owns the database and may create roles: for migrations. */
  readonly ownerUrl: string;
  /** May connect, and holds the shared roles: for the service. */
  readonly userUrl: string;
  /** The server's administrator, in this database: for what a test looks at from outside. */
  readonly adminUrl: string;
  /** Drops database and accounts, whoever is still connected. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface DatabaseOptions {
  /**
   * Roles without login of which both accounts become members. They belong to the server, not to the database, so two
   * tests that ask for the same name share it; they are made when missing, one caller at a time.
   */
  readonly sharedRoles?: readonly string[];
}

export async function createDatabase(
  { adminUrl }: PostgresAddress,
  { sharedRoles = [] }: DatabaseOptions = {},
): Promise<Database> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const [owner, user] = [`${name}_owner`, `${name}_user`];
  const password = randomBytes(16).toString('hex');
  await asAdmin(adminUrl, async (query) => {
    await query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD '${password}'`);
    await query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
    for (const role of sharedRoles) await shareRole(query, role, { owner, user });
    await query(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0`);
  });
  return {
    name,
    ownerUrl: at(adminUrl, name, owner, password),
    userUrl: at(adminUrl, name, user, password),
    adminUrl: at(adminUrl, name),
    async [Symbol.asyncDispose]() {
      await asAdmin(adminUrl, async (query) => {
        await query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        // Grants on shared objects keep a role alive.
        await query(`DROP OWNED BY ${owner}, ${user}`);
        await query(`DROP ROLE ${owner}, ${user}`);
      });
    },
  };
}

type Query = (sql: string) => Promise<unknown>;

/** Makes the role when it is missing, one caller at a time: two that make it at once would both find it missing. */
async function shareRole(
  query: Query,
  name: string,
  to: { readonly owner: string; readonly user: string },
): Promise<void> {
  const role = pg.escapeIdentifier(name);
  await query(`
    DO $$ BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('safelight testbed roles'));
      IF to_regrole(${pg.escapeLiteral(role)}) IS NULL THEN CREATE ROLE ${role}; END IF;
      GRANT ${role} TO ${to.owner} WITH ADMIN OPTION;
      GRANT ${role} TO ${to.user};
    END $$`);
}

/** Whether the server takes a login and answers a query. */
export async function answersPostgres(url: string): Promise<boolean> {
  return asAdmin(url, async (query) => {
    await query('SELECT 1');
    return true;
  });
}

async function asAdmin<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  // A server that is killed in the middle fails the query; the event says the same again.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work((sql) => client.query(sql));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function at(url: string, database: string, user?: string, password?: string): string {
  const moved = new URL(url);
  moved.pathname = `/${database}`;
  if (user !== undefined) moved.username = user;
  if (password !== undefined) moved.password = password;
  return moved.href;
}
