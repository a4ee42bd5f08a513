/**
 * What the gateway is compared with: the same fastify and nothing else, which answers the same bytes, and one that selects
 * the same row through the same driver, without keys, limits, tenants, checks or logs.
 */
import { PGlite } from '@electric-sql/pglite';
import Fastify from 'fastify';
import pg from 'pg';
import { serve } from './serve.ts';

export interface BareSettings {
  /** JSON objects by their ids. */
  readonly documents: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Where `/row/<id>` looks: an administrator's `postgres://…`, or in PGlite. */
  readonly databaseUrl: string | null;
}

type Rows = { readonly rows: readonly Readonly<Record<string, unknown>>[] };
type Query = (text: string, values?: unknown[]) => Promise<Rows>;

await serve(async ({ documents, databaseUrl }: BareSettings) => {
  await using opening = new AsyncDisposableStack();
  const query = await openDatabase(databaseUrl, opening);
  const columns = Object.keys(Object.values(documents)[0]!);
  // Columns as the gateway's table has them: texts, numbers, times.
  const types = Object.values(Object.values(documents)[0]!).map(typeOf);
  await query('drop table if exists bench_rows');
  await query(`create table bench_rows (${columns.map((name, index) => `"${name}" ${types[index]!}`).join(', ')})`);
  await query('create unique index on bench_rows (id)');
  const slots = columns.map((_, index) => `$${index + 1}`).join(', ');
  for (const document of Object.values(documents)) {
    await query(`insert into bench_rows values (${slots})`, Object.values(document));
  }
  const app = Fastify();
  opening.defer(() => app.close());
  app.get('/hello', async () => ({ status: 'ok' }));
  app.get<{ Params: { id: string } }>('/bytes/:id', async ({ params }) => documents[params.id]);
  const names = columns.map((name) => `"${name}"`).join(', ');
  app.get<{ Params: { id: string } }>('/row/:id', async ({ params }) => {
    const { rows } = await query(`select ${names} from bench_rows where id = $1`, [params.id]);
    return rows[0];
  });
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const open = opening.move();
  return { ready: { baseUrl }, [Symbol.asyncDispose]: () => open.disposeAsync() };
});

function typeOf(value: unknown): string {
  if (typeof value === 'number') return 'bigint';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'timestamptz' : 'text';
}

async function openDatabase(url: string | null, opening: AsyncDisposableStack): Promise<Query> {
  if (url === null) {
    const database = await PGlite.create();
    opening.defer(() => database.close());
    return (text, values) => database.query(text, values);
  }
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  opening.defer(() => pool.end());
  return (text, values) => pool.query(text, values);
}
