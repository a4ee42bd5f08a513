/** Who did what, and when. Rows are only added; a tenant's go with the tenant. */
import type { CallerContext } from '../context.ts';
import type { PageRequest } from './pages.ts';
import type { AuditRow } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';

/** What is worth remembering; the noun, then what happened to it. */
export const auditActions = [
  ...(['key.created', 'key.rotated', 'key.revoked'] as const),
  ...(['tenant.created', 'tenant.changed', 'tenant.suspended', 'tenant.resumed', 'tenant.deleted'] as const),
  ...(['webhook.created', 'webhook.changed', 'webhook.rotated', 'webhook.deleted'] as const),
  ...(['photo.deleted', 'session.deleted'] as const),
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who acts: a caller as the edges make them. */
export type Actor = Pick<CallerContext, 'tenantId' | 'requestId'> & {
  readonly identity: Pick<CallerContext['identity'], 'keyId'>;
};

/**
 * Remembers an action in the log of the caller's tenant, in the transaction that does it.
 * @param subject the id of what it was done to
 * @param detail what changed; never a secret, never what a photo or an instruction says
 */
export async function audit(
  unit: Unit,
  actor: Actor,
  action: AuditAction,
  subject: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { tenantId, identity, requestId } = actor;
  await addRow(unit, { tenantId, keyId: identity.keyId, requestId, action, subject, detail });
}

/** Remembers in a tenant's log what was done to it from outside: by the operator or by the system itself. */
export async function auditOutside(
  unit: Unit,
  tenantId: string,
  action: AuditAction,
  subject: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await addRow(unit, { tenantId, keyId: null, requestId: null, action, subject, detail });
}

interface NewRow {
  readonly tenantId: string;
  readonly keyId: string | null;
  readonly requestId: string | null;
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function addRow({ trx, now }: Unit, row: NewRow): Promise<void> {
  await trx
    .insertInto('audit_log')
    .values({
      ...{ tenant_id: row.tenantId, at: now, key_id: row.keyId, request_id: row.requestId },
      ...{ action: row.action, subject: row.subject, detail: JSON.stringify(row.detail) },
    })
    .execute();
}

/** Newest first; up to `size + 1` rows. Ids rise with time, so the place of a row is its id alone. */
export async function readAudit(store: TenantStore, { before, size }: PageRequest): Promise<readonly AuditRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('audit_log')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .$if(before !== null, (query) => query.where('id', '<', Number(before?.id)))
      .orderBy('id', 'desc')
      .limit(size + 1)
      .execute(),
  );
}
