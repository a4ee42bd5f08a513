import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Binds a table with a column `tenant_id` to its tenants: `safelight_app` sees and writes the rows of the tenant that the
 * transaction has entered, `safelight_system` all, and nobody else (the owner included) any.
 */
export async function bindToTenant(db: Kysely<unknown>, table: string): Promise<void> {
  const own = `tenant_id = current_setting('safelight.tenant', true)`;
  for (const statement of [
    `alter table ${table} enable row level security, force row level security`,
    `create policy own_rows on ${table} to safelight_app using (${own}) with check (${own})`,
    `create policy all_rows on ${table} to safelight_system using (true) with check (true)`,
    `grant select, insert, update, delete on ${table} to safelight_app, safelight_system`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
