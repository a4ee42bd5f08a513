/** safelight.editing.v1.AccountService: keys, usage, audit log. */
import type { Implementation } from '@safelight/service-kit';
import { accountContract } from '@safelight/wire';
import { listAudit } from '../admin/audit.ts';
import { createKey, getKey, listKeys, revokeKey, rotateKey } from '../admin/keys.ts';
import type { MadeKey } from '../admin/keys.ts';
import { getUsage } from '../admin/usage.ts';
import type { QuotaView } from '../admin/usage.ts';
import type { CallerContext } from '../context.ts';
import { finite, limitsJson } from '../schemas/limits.ts';
import { accountAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function accountService(scope: RpcScope): Implementation {
  return guarded(accountContract, accountAccess, scope, {
    createKey: async (request, { caller, key }) => newKeyOf(caller, await createKey(caller, request, key)),
    getKey: async ({ keyId }, { caller }) => ({ key: await getKey(caller, keyId) }),
    listKeys: async (query, { caller }) => {
      const { rows: keys, ...page } = await listKeys(caller, query);
      return { keys, ...page };
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
      const { rows: entries, ...page } = await listAudit(caller, query);
      return { entries, ...page };
    },
  });
}

async function newKeyOf(caller: CallerContext, { keyId, secret }: MadeKey) {
  return { key: await getKey(caller, keyId), secret };
}

function quotaOf({ limit, used }: QuotaView) {
  return { limit: finite(limit), used };
}
