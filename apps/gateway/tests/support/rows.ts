/** Rows for any table, made from what the database says of its columns: a new table needs nothing here. */
import { randomBytes } from 'node:crypto';

/** Asks the database as its superuser, whom row level security does not bind. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** All tables of the schema. */
export async function tablesOf(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(
    `select table_name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  return rows.map((row) => String(row['table_name']));
}

/** Those whose rows belong to tenants. */
export async function tenantTablesOf(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id' order by table_name`,
  );
  return rows.map((row) => String(row['table_name']));
}

const samples: Readonly<Record<string, () => unknown>> = {
  text: () => randomBytes(32).toString('hex'),
  integer: () => 1,
  bigint: () => 1,
  'double precision': () => 1,
  boolean: () => false,
  jsonb: () => '{}',
  date: () => '2026-01-01',
  'timestamp with time zone': () => new Date(0).toISOString(),
};

/** A statement that inserts a row of the tenant, with its values; those that are given (not undefined) are taken. */
export async function insertOf(
  ask: Ask,
  table: string,
  tenantId: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly text: string; readonly values: readonly unknown[] }> {
  const columns = await ask(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and (column_name = any ($2) or
       is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER')`,
    [table, Object.keys(given).filter((name) => given[name] !== undefined)],
  );
  const checks = await ask(
    `select pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c' and conrelid = $1::regclass`,
    [table],
  );
  const allowed = new Map(
    checks.flatMap(({ text }) => {
      const [, name, value] = /\((\w+) = ANY \(ARRAY\['([^']*)'/.exec(String(text)) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
  const values = columns.map(({ name, type }) => {
    if (name === 'tenant_id') return tenantId;
    const value = given[String(name)];
    if (value !== undefined) return value;
    const sample = samples[String(type)];
    if (sample === undefined) throw new Error(`Add a sample of ${String(type)} (${table}.${String(name)}) to rows.ts.`);
    return allowed.get(String(name)) ?? sample();
  });
  const names = columns.map(({ name }) => String(name));
  const places = names.map((_, index) => `$${index + 1}`);
  return { text: `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, values };
}
