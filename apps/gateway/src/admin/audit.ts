/** What was done with keys, the account and its data. */
import type { CallerContext } from '../context.ts';
import { readPage } from '../editing/pages.ts';
import type { Page, PageQuery } from '../editing/pages.ts';
import { readAudit } from '../store/audit.ts';
import type { PageRequest } from '../store/pages.ts';
import type { AuditRow } from '../store/schema.ts';

export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  /** The key that did it; null for the operator and for the system itself. */
  readonly keyId: string | null;
  readonly requestId: string | null;
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Newest first. @throws Fault request.invalid for a wrong page token */
export async function listAudit({ store }: CallerContext, query: PageQuery): Promise<Page<AuditEntry>> {
  const name = { tenantId: store.tenantId, list: 'audit' };
  const read = async (page: PageRequest) => (await readAudit(store, page)).map(entryOf);
  return readPage(name, query, read, ({ at, id }) => ({ at, id: String(id) }));
}

function entryOf(row: AuditRow): AuditEntry {
  const { id, at, key_id: keyId, request_id: requestId, action, subject, detail } = row;
  return { id, at, keyId, requestId, action, subject, detail: detail as Readonly<Record<string, unknown>> };
}
