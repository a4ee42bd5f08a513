import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import { migratePostgres, openPostgres } from '../src/store/postgres.ts';
import { openProxy } from './support/proxy.ts';

describeReal('pg', 'PostgreSQL', () => {
  // An error event that nobody hears ends the process, with every turn that it runs.
  it('may end a connection between two queries of a transaction: the next query fails, and nothing else does', async () => {
    const roles = ['safelight_app', 'safelight_system'];
    await using database = await createDatabase(await realPostgres(), { sharedRoles: roles });
    await migratePostgres(database.ownerUrl);
    await using store = await openPostgres({ url: database.userUrl });
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    try {
      const broken = store.system.write(async ({ trx }) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
        // Its last words arrive on another socket than the administrator's answer.
        for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
        await sql`select 1`.execute(trx);
      });
      await expect(broken).rejects.toMatchObject({ code: 'database.unavailable' });
      await expect(store.system.read((trx) => trx.selectFrom('tenants').select('id').execute())).resolves.toBeDefined();
    } finally {
      await admin.end();
    }
  });

  it('may be cut off within a migration: the migration fails, and nothing else does', async () => {
    await using database = await createDatabase(await realPostgres());
    await migratePostgres(database.ownerUrl);
    const url = new URL(database.ownerUrl);
    await using proxy = await openProxy({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('begin; lock table kysely_migration_lock in access exclusive mode');
      const migrating = migratePostgres(url.href);
      const waiting = `select from pg_locks where not granted and relation = 'kysely_migration_lock'::regclass`;
      while ((await owner.query(waiting)).rowCount === 0) continue;
      proxy.cut();
      await expect(migrating).rejects.toMatchObject({ code: 'database.unavailable' });
    } finally {
      await owner.end();
    }
  });
});
