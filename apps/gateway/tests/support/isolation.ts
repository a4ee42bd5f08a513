/** What has to hold of every table on every database driver, whatever the queries of the gateway say. */
import { CompiledQuery, sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { changeTenant } from '../../src/store/tenants.ts';
import type { Store } from '../../src/store/store.ts';
import { insertOf, tablesOf, tenantTablesOf } from './rows.ts';
import type { Ask } from './rows.ts';

export interface DatabaseUnderTest {
  readonly store: Store;
  readonly ask: Ask;
}

/** Tables without a tenant: no tenant's transaction may read or write them. What each holds. */
const ofNobody = new Map([
  ['kysely_migration', 'names of migrations'],
  ['kysely_migration_lock', 'whether one runs'],
  ['leases', 'which process does what'],
  ['bus_messages', 'the log of the message bus, which services of all tenants read'],
  ['bus_members', 'who reads it'],
  ['bus_offsets', 'how far'],
  ['bus_partitions', 'which part of it'],
]);

export function itIsolatesTenants(opened: () => DatabaseUnderTest): void {
  const [a, b] = ['tnt_a', 'tnt_b'];
  let tables: readonly string[] = [];

  beforeAll(async () => {
    const { ask } = opened();
    tables = await tenantTablesOf(ask);
    for (const id of [a, b]) {
      await ask(
        `insert into tenants (id, name, plan, state, created_at) values ($1, $1, 'free', 'active', now())
         on conflict do nothing`,
        [id],
      );
      for (const table of tables) {
        const { text, values } = await insertOf(ask, table, id);
        await ask(text, values);
      }
    }
  });

  /** Runs a statement as tenant B in a transaction that is taken back; gives the tenants of the rows it touched. */
  const asB = async (statement: RawBuilder<{ tenant_id: string }>): Promise<readonly string[] | 'refused'> => {
    let touched: readonly string[] | 'refused' = [];
    const undo = new Error('undo');
    const run = opened()
      .store.tenant(b)
      .write(async ({ trx }) => {
        const { rows } = await statement.execute(trx).catch((error: unknown) => {
          if (!(error instanceof Error) || !('code' in error) || error.code !== '42501') throw error;
          touched = 'refused';
          throw undo;
        });
        touched = rows.map((row) => row.tenant_id);
        throw undo;
      });
    await run.catch((error: unknown) => {
      if (error !== undo) throw error;
    });
    return touched;
  };

  it('has a tenant in every row of every table, but those that are known to belong to nobody', async () => {
    const strangers = (await tablesOf(opened().ask)).filter(
      (name) => name !== 'tenants' && !tables.includes(name) && !ofNobody.has(name),
    );
    expect(strangers, 'give these tables a tenant_id and bindToTenant, or name them in isolation.ts').toEqual([]);
    expect(tables.length).toBeGreaterThan(8);
  });

  it('binds every table by row level security that holds for its owner as well', async () => {
    const rows = await opened().ask(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and not (relrowsecurity and relforcerowsecurity) order by relname`,
    );
    const open = rows.map((row) => String(row['relname']));
    expect(open.filter((name) => tables.includes(name) || name === 'tenants')).toEqual([]);
  });

  it('shows a tenant its own rows alone, without any WHERE', async () => {
    for (const table of tables) {
      const seen = await asB(sql`select tenant_id from ${sql.table(table)}`);
      expect([table, seen]).toEqual([table, [b]]);
      const aimed = await asB(sql`select tenant_id from ${sql.table(table)} where tenant_id = ${a}`);
      expect([table, aimed]).toEqual([table, []]);
    }
  });

  it('lets a tenant update and delete its own rows alone, without any WHERE', async () => {
    for (const table of tables) {
      const name = sql.table(table);
      const updated = await asB(sql`update ${name} set tenant_id = tenant_id returning tenant_id`);
      const deleted = await asB(sql`delete from ${name} returning tenant_id`);
      const isAppendOnly = table === 'audit_log';
      expect([table, updated, deleted]).toEqual([table, ...(isAppendOnly ? ['refused', 'refused'] : [[b], [b]])]);
    }
  });

  it('lets a tenant neither insert a row for another nor hand one of its own over', async () => {
    const { ask, store } = opened();
    for (const table of tables) {
      const { text, values } = await insertOf(ask, table, a);
      const inserting = store.tenant(b).write(({ trx }) => trx.executeQuery(CompiledQuery.raw(text, [...values])));
      await expect(inserting, table).rejects.toMatchObject({ code: '42501' });
      const handing = await asB(sql`update ${sql.table(table)} set tenant_id = ${a} returning tenant_id`);
      expect([table, handing]).toEqual([table, 'refused']);
    }
  });

  it('shows nothing where no tenant was set', async () => {
    const { db } = opened().store;
    for (const table of [...tables, 'tenants']) {
      const count = await db.transaction().execute(async (trx) => {
        // The PostgreSQL driver begins with `enter`, which this does without; elsewhere it is begun already.
        await sql`begin`.execute(trx);
        await sql`select set_config('role', 'safelight_app', true)`.execute(trx);
        return (await sql`select 1 from ${sql.table(table)}`.execute(trx)).rows.length;
      });
      expect([table, count]).toEqual([table, 0]);
    }
  });

  it('shows a tenant its own row of the tenants, and lets it change none', async () => {
    expect(await asB(sql`select id as tenant_id from tenants`)).toEqual([b]);
    expect(await asB(sql`update tenants set plan = 'unlimited' returning id as tenant_id`)).toBe('refused');
    expect(await asB(sql`delete from tenants returning id as tenant_id`)).toBe('refused');
    const own = opened()
      .store.tenant(b)
      .write((unit) => changeTenant(unit, b, { plan: 'unlimited' }));
    await expect(own).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps tables of nobody from tenants', async () => {
    for (const table of await tablesOf(opened().ask)) {
      if (!ofNobody.has(table)) continue;
      expect([table, await asB(sql`select '' as tenant_id from ${sql.table(table)}`)]).toEqual([table, 'refused']);
    }
  });

  it('leaves the rows of the other tenant as they were after all this', async () => {
    for (const table of tables) {
      const rows = await opened().ask(`select count(*)::int as count from ${table} where tenant_id = $1`, [a]);
      expect([table, rows[0]?.['count']]).toEqual([table, 1]);
    }
  });
}
