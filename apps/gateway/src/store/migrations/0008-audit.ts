import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is in the audit log stays as it was written: a tenant's transactions add to it and read it, nothing more. */
export const auditLog: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`revoke update, delete on audit_log from safelight_app`).execute(db);
  },
};
