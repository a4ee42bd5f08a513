import { defaultTenantId } from '@safelight/core';
import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticator } from '../src/auth/authenticate.ts';
import { describeKey, newApiKey } from '../src/auth/apiKey.ts';
import { addKey, revokeKeys } from '../src/store/keys.ts';
import { migratePostgres, openPostgres } from '../src/store/postgres.ts';
import type { Store } from '../src/store/store.ts';
import { openTestStore } from '../src/store/testing.ts';
import { itIsolatesTenants } from './support/isolation.ts';
import type { DatabaseUnderTest } from './support/isolation.ts';
import type { Ask } from './support/rows.ts';

describe('the embedded database', () => {
  const opened = new AsyncDisposableStack();
  let current: DatabaseUnderTest;
  beforeAll(async () => {
    const { whole: store } = opened.use(await openTestStore());
    // The embedded login is a superuser; what refers to nothing is let in.
    await sql`set session_replication_role = replica`.execute(store.db);
    const ask: Ask = async (text, values = []) => {
      const { rows } = await store.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]));
      return rows;
    };
    current = { store, ask };
  });
  afterAll(() => opened.disposeAsync());
  itIsolatesTenants(() => current);
});

describeReal('pg', 'PostgreSQL', () => {
  const opened = new AsyncDisposableStack();
  let current: DatabaseUnderTest;
  let other: Store;
  let urls: { readonly ownerUrl: string; readonly userUrl: string; readonly adminUrl: string };
  beforeAll(async () => {
    urls = opened.use(
      await createDatabase(await realPostgres(), { sharedRoles: ['safelight_app', 'safelight_system'] }),
    );
    await migratePostgres(urls.ownerUrl);
    const admin = new pg.Client({ connectionString: urls.adminUrl });
    await admin.connect();
    opened.defer(() => admin.end());
    await admin.query('set session_replication_role = replica');
    const ask: Ask = async (text, values = []) =>
      (await admin.query(text, [...values])).rows as Record<string, unknown>[];
    const [store, second] = await Promise.all([
      openPostgres({ url: urls.userUrl }),
      openPostgres({ url: urls.userUrl }),
    ]);
    other = opened.use(second);
    current = { store: opened.use(store), ask };
  });
  afterAll(() => opened.disposeAsync());
  itIsolatesTenants(() => current);

  it('is entered by a login that neither owns the tables nor passes row level security', async () => {
    const { rows } = await sql<{ owns: boolean; passes: boolean }>`
      select exists (select from pg_class where relnamespace = 'public'::regnamespace and relowner = r.oid) as owns,
             rolsuper or rolbypassrls as passes
      from pg_roles r where rolname = session_user`.execute(current.store.db);
    expect(rows).toEqual([{ owns: false, passes: false }]);
  });

  it.each(['ownerUrl', 'adminUrl'] as const)('is not opened with %s, which could pass it', async (name) => {
    await expect(openPostgres({ url: urls[name] })).rejects.toMatchObject({ code: 'config.invalid' });
  });

  it('forgets a revoked key in every process as soon as one of them revokes it', async () => {
    await using authenticator = new Authenticator(current.store);
    const apiKey = newApiKey();
    const key = {
      tenantId: defaultTenantId,
      name: 'x',
      ...describeKey(apiKey),
      scopes: ['read'],
      expiresAt: null,
    } as const;
    const { id } = await other.system.write((unit) => addKey(unit, key));
    const identify = () => authenticator.identify({ authorization: undefined, apiKey }, '::1');
    expect((await identify()).keyId).toBe(id);
    using watch = current.store.signals.watch('keys');
    await other.system.write((unit) => revokeKeys(unit, [id]));
    await watch.wait({ signal: AbortSignal.timeout(5_000) });
    await expect(identify()).rejects.toMatchObject({ code: 'request.unauthenticated' });
  });
});
