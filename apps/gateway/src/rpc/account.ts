/** safelight.editing.v1.AccountService: keys, usage, audit log. */
import type { Implementation } from '@safelight/service-kit';
import { accountContract } from '@safelight/wire';
import { createKey, getKey, keyState, revokeKey, rotateKey } from '../admin/keys.ts';
import type { MadeKey } from '../admin/keys.ts';
import { getUsage } from '../admin/usage.ts';
import type { QuotaView } from '../admin/usage.ts';
import type { CallerContext } from '../context.ts';
import { readPage } from '../editing/pages.ts';
import { finite, limitsJson } from '../schemas/limits.ts';
import { readAudit } from '../store/audit.ts';
import { readKeys } from '../store/keys.ts';
import type { ApiKeyRow, AuditRow } from '../store/schema.ts';
import { accountAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function accountService(scope: RpcScope): Implementation {
  return guarded(accountContract, accountAccess, scope, {
    createKey: async ({ name, scopes, expiresAt }, { caller, key }) => {
      const request = { name, scopes: [...new Set(scopes)], expiresAt };
      return newKeyOf(caller, await createKey(caller, request, key));
    },
    getKey: async ({ keyId }, { caller }) => ({ key: keyOf(await getKey(caller, keyId), caller.store.now()) }),
    listKeys: async (query, { caller }) => {
      const name = { tenantId: caller.tenantId, list: 'keys' };
      const place = ({ created_at: at, id }: ApiKeyRow) => ({ at, id });
      const { rows, nextPageToken } = await readPage(name, query, (page) => readKeys(caller.store, page), place);
      return { keys: rows.map((row) => keyOf(row, caller.store.now())), nextPageToken };
    },
    rotateKey: async ({ keyId, overlapSeconds }, { caller, key }) =>
      newKeyOf(caller, await rotateKey(caller, keyId, { overlapSeconds }, key)),
    revokeKey: async ({ keyId }, { caller }) => {
      await revokeKey(caller, keyId);
      return {};
    },
    getUsage: async (request, { caller }) => {
      const { from, to, groups, total, quotas, resetsAt } = await getUsage(caller, request);
      const { steps, pixels, tokens } = quotas;
      return {
        ...{ from, to, total, resetsAt, limits: limitsJson(caller.identity.limits) },
        groups: groups.map(({ group, ...counts }) => ({ group, counts })),
        ...{ steps: quotaOf(steps), pixels: quotaOf(pixels), tokens: quotaOf(tokens) },
      };
    },
    listAudit: async (query, { caller }) => {
      const name = { tenantId: caller.tenantId, list: 'audit' };
      const place = ({ at, id }: AuditRow) => ({ at, id: String(id) });
      const { rows, nextPageToken } = await readPage(name, query, (page) => readAudit(caller.store, page), place);
      const entries = rows.map((row) => ({
        ...{ id: row.id, at: row.at, keyId: row.key_id, requestId: row.request_id, action: row.action },
        ...{ subject: row.subject, detail: row.detail as Readonly<Record<string, unknown>> },
      }));
      return { entries, nextPageToken };
    },
  });
}

async function newKeyOf(caller: CallerContext, { keyId, secret }: MadeKey) {
  return { key: keyOf(await getKey(caller, keyId), caller.store.now()), secret };
}

function keyOf(row: ApiKeyRow, now: Date) {
  return {
    ...{ id: row.id, name: row.name, prefix: row.prefix, scopes: row.scopes, state: keyState(row, now) },
    ...{ createdAt: row.created_at, expiresAt: row.expires_at, revokedAt: row.revoked_at },
  };
}

function quotaOf({ limit, used }: QuotaView) {
  return { limit: finite(limit), used };
}
