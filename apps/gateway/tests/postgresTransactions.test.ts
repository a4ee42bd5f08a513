import { defaultTenantId } from '@safelight/core';
import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migratePostgres, openPostgres } from '../src/store/postgres.ts';
import type { Store } from '../src/store/store.ts';

describeReal('pg', 'a transaction whose statements go out without waiting', () => {
  const open = new AsyncDisposableStack();
  let store: Store;
  beforeAll(async () => {
    const sharedRoles = ['safelight_app', 'safelight_system'];
    const database = open.use(await createDatabase(await realPostgres(), { sharedRoles }));
    await migratePostgres(database.ownerUrl);
    // One connection: what a transaction leaves behind on it, the next one meets.
    store = open.use(await openPostgres({ url: database.userUrl, connectionsMax: 1 }));
    await store.system.write(({ trx, now }) =>
      sql`insert into tenants (id, name, state, plan, created_at)
        values ('tnt_other', 'other', 'active', 'standard', ${now})`.execute(trx),
    );
  });
  afterAll(() => open.disposeAsync());

  const tenantsSeenBy = async (tenantId: string) => {
    const rows = await store.tenant(tenantId).read((trx) => trx.selectFrom('tenants').select('id').execute());
    return rows.map(({ id }) => id);
  };
  /** Whether the tenant's row carries the name. */
  const isNamed = async (name: string) => {
    const rows = await store.system.read((trx) =>
      trx.selectFrom('tenants').select('id').where('name', '=', name).execute(),
    );
    return rows.length > 0;
  };

  // A prepared plan of another tenant's or role's transaction must not bring that one's rows.
  it('sees its own tenant’s rows by a statement that others have prepared on the same connection', async () => {
    for (let round = 0; round < 3; round++) {
      expect(await tenantsSeenBy(defaultTenantId)).toEqual([defaultTenantId]);
      expect(await tenantsSeenBy('tnt_other')).toEqual(['tnt_other']);
      const all = await store.system.read((trx) => trx.selectFrom('tenants').select('id').execute());
      expect(all.map(({ id }) => id).toSorted()).toEqual([defaultTenantId, 'tnt_other'].toSorted());
      for (const name of ['first', 'second']) expect(await isNamed(name)).toBe(false);
    }
  });

  it('keeps nothing when its work fails, and tells the error of the statement that failed first', async () => {
    const failing = store.system.write(async ({ trx }) => {
      const renamed = trx.updateTable('tenants').set({ name: 'first' }).where('id', '=', 'tnt_other').execute();
      const wrong = sql`select 1 / 0`.execute(trx);
      const behind = sql`select 2`.execute(trx);
      await Promise.all([renamed, wrong, behind]);
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await isNamed('first')).toBe(false);
  });

  it('fails where its work passes over an error, for nothing of it is kept', async () => {
    const failing = store.system.write(async ({ trx }) => {
      await trx.updateTable('tenants').set({ name: 'second' }).where('id', '=', 'tnt_other').execute();
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });
    await expect(failing).rejects.toThrow();
    expect(await isNamed('second')).toBe(false);
  });

  it('gives reads that come together each their own answer or error', async () => {
    const tenant = store.tenant(defaultTenantId);
    const good = () => tenant.read(async (trx) => (await sql<{ n: number }>`select 7 as n`.execute(trx)).rows[0]!.n);
    const bad = () => tenant.read((trx) => sql`select 1 / 0`.execute(trx));
    const all = await Promise.allSettled([good(), bad(), good(), bad(), good()]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: '22012' });
  });
});
